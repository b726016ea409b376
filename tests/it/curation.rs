//! Admins keep the FAQ right: every flow as its people see it.
