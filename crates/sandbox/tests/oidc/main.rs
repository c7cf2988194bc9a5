//! The sandbox's eID over real HTTP: what a program and a person can and cannot do with it. Id
//! tokens are checked by an independent library.

mod attempt;
mod codes;
mod page;
mod tokens;
mod world;
