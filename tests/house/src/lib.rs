//! Tests of the house itself: who may use whom. See `tests/`.
