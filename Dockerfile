# syntax=docker/dockerfile:1
# Netral's image: one binary, two volumes, no rights. How to run it: docs/operasi.md

FROM rust:1-slim-bookworm AS builder
WORKDIR /src

# Dependencies first, with empty sources in place of ours: this layer lasts until Cargo.toml or Cargo.lock changes.
# Tests and benchmarks stay empty: the manifest names them, the image doesn't need them.
COPY Cargo.toml Cargo.lock ./
COPY matching/Cargo.toml matching/
RUN mkdir -p src tests/it benches matching/src \
    && echo 'fn main() {}' | tee src/main.rs tests/it/main.rs \
    && for bench in $(sed -n '/^\[\[bench\]\]/,/^$/s/^name = "\(.*\)"/\1/p' Cargo.toml); do \
        echo 'fn main() {}' > "benches/$bench.rs"; \
    done \
    && touch src/lib.rs matching/src/lib.rs \
    && cargo build --profile dist --locked --bin netral

COPY build.rs ./
COPY faq faq
COPY matching matching
COPY src src
# Newer than the empty sources, whatever the time stamps of the copy say.
RUN touch src/main.rs src/lib.rs matching/src/lib.rs build.rs \
    && cargo build --profile dist --locked --bin netral \
    && ./target/dist/netral faq check

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Netral" \
    org.opencontainers.image.description="Bot Telegram tentang netralitas ASN: apa yang boleh dan apa yang dilarang" \
    org.opencontainers.image.licenses="MIT"

# /data and /rahasia must belong to the user before they become volumes.
RUN groupadd --gid 10001 netral \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /rahasia --shell /usr/sbin/nologin netral \
    && install -d -o netral -g netral -m 0700 /data /rahasia

COPY --from=builder /src/target/dist/netral /usr/local/bin/netral

# Memory of training the matcher goes back to the system: some 10 MB less resident.
ENV MALLOC_MMAP_THRESHOLD_=65536

USER 10001:10001
# The secret file stays out of the data folder, so that no backup carries both.
VOLUME ["/data", "/rahasia"]
WORKDIR /rahasia
STOPSIGNAL SIGTERM
# Healthy while Telegram answers the bot's polls.
HEALTHCHECK --interval=60s --timeout=5s --start-period=60s CMD ["netral", "--data", "/data", "doctor", "--alive"]
ENTRYPOINT ["netral", "--data", "/data"]
CMD ["serve"]
