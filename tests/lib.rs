//! Tests of the whole product, through its doors: HTTP, the command line, a real browser. One binary.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod http;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod program;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod store;
#[cfg(test)]
mod verify;
