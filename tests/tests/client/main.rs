//! The emitted client of the kitchen-sink collection as a user calls it, against a local server.

#[cfg(test)]
mod custom;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod tides;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod user;
