//! Credentials that compute what they send, one kind a module, each equal to Postman's byte for byte.
//!
//! Every signer is made by `new` from Postman's parameters, by Postman's names, with Postman's defaults. Where Postman
//! has "nothing to do", because a required parameter is empty, it sends the request as it is, and so do these; where it
//! fails, they fail (see [`super::sign`]).

pub mod asap;
pub mod awsv4;
pub mod awsv4_target;
pub mod digest;
pub mod edgegrid;
pub mod encoding;
pub mod hawk;
pub mod jose;
pub mod json;
pub mod jwt;
pub mod key;
pub mod ntlm;
pub mod ntlm_message;
pub mod oauth1;
pub mod oauth1_base;
pub mod parameters;
