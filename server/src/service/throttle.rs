//! Remembers failed sign-ins in memory, per account and per address, and says when the next may be tried.
//!
//! An attempt counts as failed until it is known to be right, so that many at once gain nothing.

use crate::domain::{
    fault::{Fault, FieldError},
    throttle::Failures,
};
use jiff::Timestamp;
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use std::{hash::Hash, net::IpAddr};

/// Failures against one account before the first wait.
const ALLOWED_ACCOUNT: u32 = 5;
/// Failures from one address before the first wait: a whole office may share one.
const ALLOWED_ADDRESS: u32 = 30;
/// Entries at which those that are forgotten are cleared away.
const MANY: usize = 10_000;

/// Failed sign-ins.
#[derive(Debug, Default)]
pub struct Throttle {
    accounts: Mutex<FxHashMap<String, Failures>>,
    addresses: Mutex<FxHashMap<IpAddr, Failures>>,
}

impl Throttle {
    /// Lets an attempt pass, or says how long to wait. `account` is what was typed, whether or not it exists.
    ///
    /// # Errors
    /// [`Fault::Limit`] with the seconds to wait.
    pub fn attempt(&self, account: &str, address: IpAddr, now: Timestamp) -> Result<(), Fault> {
        let address = network(address);
        count(&mut self.addresses.lock(), address, ALLOWED_ADDRESS, now)?;
        let counted = count(&mut self.accounts.lock(), account.to_owned(), ALLOWED_ACCOUNT, now);
        if counted.is_err() {
            self.take_back(address);
        }
        counted
    }

    /// The attempt was right: the account's failures are forgotten, those of the address stand.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        self.forgive(account);
        self.take_back(network(address));
    }

    /// Forgets the failures against an account: its person has proved by another way who is asking.
    pub fn forgive(&self, account: &str) {
        self.accounts.lock().remove(account);
    }

    fn take_back(&self, address: IpAddr) {
        if let Some(failures) = self.addresses.lock().get_mut(&address) {
            *failures = failures.less_one();
        }
    }
}

fn count<K: Eq + Hash>(table: &mut FxHashMap<K, Failures>, key: K, allowed: u32, now: Timestamp) -> Result<(), Fault> {
    if table.len() >= MANY {
        table.retain(|_, failures| !failures.forgotten(now));
    }
    let failures = table.entry(key).or_insert_with(|| Failures::none(now));
    if let Some(wait) = failures.wait(allowed, now) {
        let seconds = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
        return Err(Fault::Limit(FieldError::new("", "sign-in-wait").with("seconds", seconds)));
    }
    *failures = failures.and_one(now);
    Ok(())
}

/// Who holds one IPv6 address holds its whole network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn an_account_is_slowed_down_from_wherever_it_is_tried() {
        let throttle = Throttle::default();
        for attempt in 0..5 {
            assert!(throttle.attempt("a@b.fr", address(attempt), at(0)).is_ok(), "{attempt}");
        }
        assert!(matches!(throttle.attempt("a@b.fr", address(9), at(0)), Err(Fault::Limit(_))));
        assert!(throttle.attempt("other@b.fr", address(9), at(0)).is_ok());
        assert!(throttle.attempt("a@b.fr", address(9), at(1)).is_ok());
        assert!(throttle.attempt("a@b.fr", address(9), at(2)).is_err());
        throttle.succeeded("a@b.fr", address(9));
        assert!(throttle.attempt("a@b.fr", address(9), at(2)).is_ok());
    }

    #[test]
    fn an_address_is_slowed_down_whatever_it_tries() {
        let throttle = Throttle::default();
        for attempt in 0..30 {
            assert!(throttle.attempt(&format!("{attempt}@b.fr"), address(1), at(0)).is_ok(), "{attempt}");
        }
        assert!(throttle.attempt("new@b.fr", address(1), at(0)).is_err());
        assert!(throttle.attempt("new@b.fr", address(2), at(0)).is_ok());
    }

    #[test]
    fn addresses_of_one_network_are_one() {
        let table = [
            ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::", true),
            ("2001:db8:1:2::", "2001:db8:1:3::", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
        ];
        for (one, other, same) in table {
            assert_eq!(network(one.parse().unwrap()) == network(other.parse().unwrap()), same, "{one} {other}");
        }
    }
}
