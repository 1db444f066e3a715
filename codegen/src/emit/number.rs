//! Numbers as literals.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Most digits that clippy reads without a group.
const MOST_DIGITS: usize = 5;

/// A number with its digits in groups of three, once one side of the point has more than clippy reads without.
pub(super) fn grouped(number: &Literal) -> TokenStream {
    let text = number.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len().max(fraction.len()) <= MOST_DIGITS {
        return quote!(#number);
    }
    let whole: Vec<&[u8]> = whole.as_bytes().rchunks(3).rev().collect();
    let fraction: Vec<&[u8]> = fraction.as_bytes().chunks(3).collect();
    let sides = [whole, fraction].map(|groups| groups.join(&b'_'));
    let sides = sides.iter().filter(|side| !side.is_empty());
    let sides: Vec<_> = sides.map(|side| String::from_utf8_lossy(side)).collect();
    let literal = format!("{sign}{}", sides.join(".")).parse::<Literal>();
    literal.map_or_else(|_| quote!(#number), |literal| quote!(#literal))
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    use super::grouped;

    #[test]
    fn long_numbers_have_groups_as_clippy_reads_them() {
        let integer = |value| grouped(&Literal::i64_unsuffixed(value)).to_string();
        let float = |value| grouped(&Literal::f64_unsuffixed(value)).to_string();
        assert_eq!([integer(12_345), integer(-7)], ["12345", "- 7"]);
        assert_eq!(integer(-1_234_567), "- 1_234_567");
        assert_eq!(integer(123_456), "123_456");
        assert_eq!(float(117.746_237_544_51), "117.746_237_544_51");
        assert_eq!(float(12_345.123_456), "12_345.123_456");
        assert_eq!([float(1.5), float(-0.25)], ["1.5", "- 0.25"]);
        assert_eq!(float(1e7), "10_000_000.0");
    }
}
