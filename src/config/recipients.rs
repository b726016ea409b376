//! Who opens tips, as the configuration names them, and what must never stand there.

use crate::config::File;
use crate::ports::ChatId;
use crate::sandbox::demo;
use crate::sealing;
use crate::tips::Escrow;
use crate::tips::Handler;
use crate::tips::Handlers;
use crate::tips::Recipient;

/// Who opens tips, as far as the configuration says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tips {
    /// These do.
    Open(Handlers),
    /// Nobody: there is no handler.
    NoHandler,
    /// There are handlers, but no escrow key.
    NoEscrow,
}

/// What to say if a secret key stands anywhere in the file, be it in a comment.
pub(super) fn leaked_key(text: &str) -> Option<String> {
    text.to_ascii_uppercase().contains("AGE-SECRET-KEY-").then(|| {
        "berkas ini memuat kunci rahasia (AGE-SECRET-KEY-…). Kunci rahasia hanya boleh ada di komputer penerima: \
         hapus dari sini, anggap sudah bocor, dan buat kunci baru dengan netral tips keygen"
            .to_owned()
    })
}

/// Reads who opens tips. Keys must be public ones, and not those of the sandbox.
pub(super) fn of(file: &File) -> Result<Tips, String> {
    let mut handlers = Vec::new();
    for handler in &file.penerima {
        let key = key_of(&handler.peran, &handler.kunci)?;
        handlers.push(Handler {
            role: handler.peran.trim().to_owned(),
            chat: ChatId(handler.telegram_id),
            key,
        });
    }
    let escrow = match &file.cadangan {
        Some(escrow) => {
            let key = key_of(&escrow.peran, &escrow.kunci)?;
            Some(Escrow { role: escrow.peran.trim().to_owned(), key })
        }
        None => None,
    };
    match (handlers.is_empty(), escrow) {
        (true, _) => Ok(Tips::NoHandler),
        (false, None) => Ok(Tips::NoEscrow),
        (false, Some(escrow)) => Handlers::new(handlers, escrow).map(Tips::Open).ok_or_else(|| {
            format!("paling banyak {} penerima, dan peran, telegram_id, serta kunci masing-masing harus berbeda; kunci cadangan juga lain dari semuanya", Handlers::MOST)
        }),
    }
}

fn key_of(role: &str, key: &str) -> Result<Recipient, String> {
    if role.trim().is_empty() {
        return Err("setiap penerima dan cadangan memerlukan peran".to_owned());
    }
    if demo::is_demo(key) {
        return Err(format!(
            "kunci untuk \"{role}\" adalah kunci demo ruang uji, yang diketahui semua orang; buat kunci sendiri dengan netral tips keygen"
        ));
    }
    sealing::recipient(key).ok_or_else(|| {
        format!("kunci untuk \"{role}\" bukan kunci publik age yang sah (age1…); salin lagi dari keluaran netral tips keygen")
    })
}

#[cfg(test)]
mod tests {
    use super::Tips;
    use super::leaked_key;
    use super::of;
    use crate::sandbox::demo;
    use crate::sealing::KeyPair;

    fn key() -> String {
        KeyPair::generate().public.as_str().to_owned()
    }

    fn handler(role: &str, chat: i64, key: &str) -> String {
        format!("[[penerima]]\nperan = \"{role}\"\ntelegram_id = {chat}\nkunci = \"{key}\"\n")
    }

    fn escrow(key: &str) -> String {
        format!("[cadangan]\nperan = \"Sekda\"\nkunci = \"{key}\"\n")
    }

    fn read(text: &str) -> Result<Tips, String> {
        of(&toml::from_str(text).unwrap())
    }

    #[test]
    fn tips_are_taken_once_there_are_a_handler_and_an_escrow_key() {
        let inspector = handler("Inspektorat", 2001, &key());
        assert_eq!(read(""), Ok(Tips::NoHandler));
        assert_eq!(read(&escrow(&key())), Ok(Tips::NoHandler));
        assert_eq!(read(&inspector), Ok(Tips::NoEscrow));
        assert!(matches!(read(&(inspector + &escrow(&key()))), Ok(Tips::Open(_))));
    }

    #[test]
    fn the_keys_of_the_sandbox_seal_no_real_tip() {
        for demo in [demo::demo_handler_key(), demo::demo_escrow_key()] {
            let as_handler = handler("Inspektorat", 2001, demo) + &escrow(&key());
            let as_escrow = handler("Inspektorat", 2001, &key()) + &escrow(&demo.to_uppercase());
            for text in [as_handler, as_escrow] {
                assert!(read(&text).unwrap_err().contains("kunci demo"), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_public_key_is_refused() {
        let cut = key().split_at(20).0.to_owned();
        for odd in ["", "age1", "age1abc", &cut, "ssh-ed25519 AAAA"] {
            let text = handler("Inspektorat", 2001, odd) + &escrow(&key());
            assert!(read(&text).unwrap_err().contains("bukan kunci publik"), "{odd}");
        }
    }

    #[test]
    fn nobody_is_named_twice_and_everybody_has_a_role() {
        let (one, two) = (key(), key());
        let pairs = [
            handler("Inspektorat", 2001, &one) + &handler("inspektorat ", 2002, &two),
            handler("Inspektorat", 2001, &one) + &handler("BKPSDM", 2001, &two),
            handler("Inspektorat", 2001, &one) + &handler("BKPSDM", 2002, &one),
        ];
        for pair in pairs {
            assert!(read(&(pair + &escrow(&key()))).unwrap_err().contains("harus berbeda"));
        }
        let own_escrow = handler("Inspektorat", 2001, &one) + &escrow(&one);
        assert!(read(&own_escrow).unwrap_err().contains("harus berbeda"));
        let nameless = handler(" ", 2001, &one) + &escrow(&two);
        assert!(read(&nameless).unwrap_err().contains("memerlukan peran"));
    }

    #[test]
    fn a_secret_key_is_noticed_wherever_it_stands() {
        let key = "AGE-SECRET-KEY-1QQQQ";
        for text in [format!("kunci = \"{key}\""), format!("# {key}"), key.to_lowercase()] {
            assert!(leaked_key(&text).is_some(), "{text}");
        }
        assert_eq!(leaked_key("kunci = \"age1abc\""), None);
    }
}
