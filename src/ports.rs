//! What the pure core needs from the world: a store, and nothing else it could not compute.
