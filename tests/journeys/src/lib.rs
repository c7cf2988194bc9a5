//! Journeys: the terminal program against the sandbox, as black boxes over real HTTP. See `tests/`.
