//! Keys, sealed files, one encrypted database per mailbox, migrations, search.
