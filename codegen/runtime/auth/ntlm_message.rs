//! The messages of NTLM ([MS-NLMP]): negotiate (type 1), challenge (type 2) and authenticate (type 3).
//!
//! [MS-NLMP]: https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp

use des::Des;
use des::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use hmac::{Hmac, Mac as _};
use md4::Md4;
use md5::{Digest as _, Md5};
use secrecy::{ExposeSecret as _, SecretString};

use super::super::sign::{SignContext, SignError};

const SIGNATURE: &[u8; 8] = b"NTLMSSP\0";
/// The version that Postman claims: Windows 5.1, build 2600, NTLM revision 15.
const VERSION: [u8; 8] = [5, 1, 0x28, 0x0a, 0, 0, 0, 15];
/// Milliseconds between 1601, where Windows starts to count, and 1970.
const MILLISECONDS_1601_TO_1970: u64 = 11_644_473_600_000;

const UNICODE: u32 = 0x0000_0001;
const OEM: u32 = 0x0000_0002;
const REQUEST_TARGET: u32 = 0x0000_0004;
const NTLM: u32 = 0x0000_0200;
const DOMAIN_SUPPLIED: u32 = 0x0000_1000;
const WORKSTATION_SUPPLIED: u32 = 0x0000_2000;
const ALWAYS_SIGN: u32 = 0x0000_8000;
const EXTENDED_SECURITY: u32 = 0x0008_0000;
const TARGET_INFO: u32 = 0x0080_0000;
const VERSION_SENT: u32 = 0x0200_0000;
const KEY_128: u32 = 0x2000_0000;
const KEY_56: u32 = 0x8000_0000;
const COMMON: u32 = UNICODE
    | REQUEST_TARGET
    | NTLM
    | ALWAYS_SIGN
    | EXTENDED_SECURITY
    | VERSION_SENT
    | KEY_128
    | KEY_56;

/// Who logs in, and from where.
#[derive(Debug, Clone)]
pub struct Account {
    /// The user's name, without the domain.
    pub username: String,
    /// The password.
    pub password: SecretString,
    /// The domain, possibly empty.
    pub domain: String,
    /// The name of this machine, possibly empty.
    pub workstation: String,
}

/// What matters of a server's challenge.
#[derive(Debug, Clone)]
pub struct Challenge {
    flags: u32,
    nonce: [u8; 8],
    target_info: Option<Vec<u8>>,
}

impl Challenge {
    /// Reads a type 2 message; `None` when it is none.
    pub fn read(message: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            Some(u32::from_le_bytes(
                message.get(at..at + 4)?.try_into().ok()?,
            ))
        };
        if message.get(8..10)? != [2, 0] {
            return None;
        }
        let flags = number(20)?;
        let mut target_info = None;
        if flags & TARGET_INFO != 0 {
            let length = usize::try_from(number(40)? & 0xffff).ok()?;
            let start = usize::try_from(number(44)?).ok()?;
            target_info = Some(message.get(start..start.checked_add(length)?)?.to_vec());
        }
        Some(Self {
            flags,
            nonce: message.get(24..32)?.try_into().ok()?,
            target_info,
        })
    }
}

/// A type 1 message.
pub fn negotiate(account: &Account) -> Vec<u8> {
    let (domain, workstation) = (escaped(&account.domain), escaped(&account.workstation));
    let mut flags = COMMON | OEM | WORKSTATION_SUPPLIED;
    if !domain.is_empty() {
        flags |= DOMAIN_SUPPLIED;
    }
    let header = 40;
    let mut message = SIGNATURE.to_vec();
    message.extend(1_u32.to_le_bytes());
    message.extend(flags.to_le_bytes());
    message.extend(field(domain.len(), header + workstation.len()));
    message.extend(field(workstation.len(), header));
    message.extend(VERSION);
    message.extend(workstation.bytes());
    message.extend(domain.bytes());
    message
}

/// A type 3 message: NTLMv2 where the challenge gives target information, else the NTLMv1 that it allows.
///
/// # Errors
///
/// When the system has no random numbers.
pub fn authenticate(
    account: &Account,
    challenge: &Challenge,
    context: &SignContext,
) -> Result<Vec<u8>, SignError> {
    let is_unicode = challenge.flags & UNICODE != 0;
    let text = |text: &str| {
        if is_unicode {
            utf16(text)
        } else {
            low_bytes(text)
        }
    };
    let domain = text(&escaped(&account.domain));
    let workstation = text(&escaped(&account.workstation));
    let username = text(&account.username);
    let (lm, nt) = responses(account, challenge, context)?;
    let flags = COMMON | TARGET_INFO;
    let header = 72;
    let mut end = header;
    let mut place = |length: usize| {
        end += length;
        field(length, end - length)
    };
    let [
        domain_field,
        username_field,
        workstation_field,
        lm_field,
        nt_field,
        key_field,
    ] = [
        domain.len(),
        username.len(),
        workstation.len(),
        lm.len(),
        nt.len(),
        0,
    ]
    .map(&mut place);
    let mut message = SIGNATURE.to_vec();
    message.extend(3_u32.to_le_bytes());
    for field in [
        lm_field,
        nt_field,
        domain_field,
        username_field,
        workstation_field,
        key_field,
    ] {
        message.extend(field);
    }
    message.extend(if is_unicode { flags } else { flags & !UNICODE }.to_le_bytes());
    message.extend(VERSION);
    for part in [domain, username, workstation, lm, nt] {
        message.extend(part);
    }
    Ok(message)
}

/// The responses to a challenge: LM, then NT.
fn responses(
    account: &Account,
    challenge: &Challenge,
    context: &SignContext,
) -> Result<(Vec<u8>, Vec<u8>), SignError> {
    let password = account.password.expose_secret();
    let key: [u8; 16] = Md4::digest(utf16(password)).into();
    if challenge.flags & EXTENDED_SECURITY == 0 {
        return Ok((
            encrypted(&lm_hash(password), challenge.nonce),
            encrypted(&key, challenge.nonce),
        ));
    }
    let mut ours = [0; 8];
    context.fill(&mut ours)?;
    let Some(target_info) = &challenge.target_info else {
        let session: [u8; 16] = Md5::digest([challenge.nonce, ours].concat()).into();
        let session: [u8; 8] = std::array::from_fn(|index| session[index]);
        return Ok(([&ours[..], &[0; 16]].concat(), encrypted(&key, session)));
    };
    let identity = format!(
        "{}{}",
        account.username.to_uppercase(),
        escaped(&account.domain)
    );
    let key = mac(&key, &[&utf16(&identity)])?;
    let milliseconds = u64::try_from(context.since_epoch().as_millis()).unwrap_or(u64::MAX);
    let time = milliseconds
        .saturating_add(MILLISECONDS_1601_TO_1970)
        .saturating_mul(10_000)
        .to_le_bytes();
    let blob = [
        &[1, 1, 0, 0, 0, 0, 0, 0],
        &time[..],
        &ours,
        &[0; 4],
        target_info,
        &[0; 4],
    ]
    .concat();
    let lm = [mac(&key, &[&challenge.nonce, &ours])?, ours.to_vec()].concat();
    let nt = [mac(&key, &[&challenge.nonce, &blob])?, blob].concat();
    Ok((lm, nt))
}

/// The LM hash: the password's first 14 characters, as two keys.
fn lm_hash(password: &str) -> [u8; 16] {
    let mut padded = low_bytes(&password.to_uppercase());
    padded.resize(14, 0);
    let mut hash = [0; 16];
    for (half, block) in padded.chunks(7).zip(hash.chunks_mut(8)) {
        block.copy_from_slice(&des(half, *b"KGS!@#$%"));
    }
    hash
}

/// The challenge encrypted with the hash, as three keys.
fn encrypted(hash: &[u8; 16], challenge: [u8; 8]) -> Vec<u8> {
    let padded = [&hash[..], &[0; 5]].concat();
    padded
        .chunks(7)
        .flat_map(|key| des(key, challenge))
        .collect()
}

/// One block under a key of 7 bytes, which DES wants as 8 with a parity bit each.
fn des(key: &[u8], block: [u8; 8]) -> [u8; 8] {
    let bits = key
        .iter()
        .fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
    // Bits 7 to 1 of every byte are key; shifting by 49, 42 … 0 puts them there.
    let spread = (0..8).fold(0_u64, |spread, index| {
        spread << 8 | (bits >> (49 - 7 * index) & 0x7f) << 1
    });
    let mut block = block.into();
    Des::new(&spread.to_be_bytes().into()).encrypt_block(&mut block);
    block.into()
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Result<Vec<u8>, SignError> {
    let mut mac = Hmac::<Md5>::new_from_slice(key)
        .map_err(|_| SignError::new("ntlm", "the password cannot be used as a key"))?;
    for part in parts {
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().to_vec())
}

/// Length, the same again, and offset of a part of a message.
fn field(length: usize, offset: usize) -> [u8; 8] {
    let ([low, high, ..], [first, second, third, fourth, ..]) =
        (length.to_le_bytes(), offset.to_le_bytes());
    [low, high, low, high, first, second, third, fourth]
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The low byte of every UTF-16 unit, which is what Node calls ASCII.
fn low_bytes(text: &str) -> Vec<u8> {
    text.encode_utf16()
        .map(|unit| unit.to_le_bytes()[0])
        .collect()
}

/// Upper case, then JavaScript's `escape`.
fn escaped(text: &str) -> String {
    let escape = |unit: u16| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => {
            char::from(byte).to_string()
        }
        Ok(byte) => format!("%{byte:02X}"),
        Err(_) => format!("%u{unit:04X}"),
    };
    text.to_uppercase().encode_utf16().map(escape).collect()
}
