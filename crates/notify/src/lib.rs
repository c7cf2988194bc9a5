//! Whether, when and what to tell; the ledger; the channels.
