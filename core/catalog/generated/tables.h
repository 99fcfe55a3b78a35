// Generated from core/catalog by scripts/generate.mjs; do not edit.
// clang-format off
#pragma once

#include "catalog/catalog.h"

namespace sluice::catalog::generated {

inline constexpr const char* kErrorCodes[] = {
    "syntax_error",
    "runtime_error",
    "invalid_result",
    "limit_size",
    "limit_instructions",
    "limit_memory",
    "limit_time",
    "limit_output",
    "limit_fetch",
    "fetch_denied",
    "fetch_failed",
    "secret_bound",
    "helper_error",
    "script_missing",
    "engine_crash",
    "plan_invalid",
    "store_unavailable",
    "queue_timeout",
    "engine_busy",
    "unknown_trigger",
    "invalid_context",
    "invalid_plan",
    "invalid_options",
    "no_store",
    "not_found",
    "conflict",
    "dry_run_failed",
    "not_replayable",
};

inline constexpr LimitInfo kLimits[] = {
    {"scriptBytes", "bytes", 5120, 102400, true, &Limits::scriptBytes},
    {"instructions", "instructions", 50000, 50000000, true, &Limits::instructions},
    {"memoryBytes", "bytes", 4194304, 67108864, true, &Limits::memoryBytes},
    {"totalMemoryBytes", "bytes", 83886080, 536870912, false, &Limits::totalMemoryBytes},
    {"scriptMs", "ms", 10000, 60000, true, &Limits::scriptMs},
    {"executionMs", "ms", 10000, 60000, true, &Limits::executionMs},
    {"fetchMs", "ms", 3000, 3000, true, &Limits::fetchMs},
    {"fetchBytes", "bytes", 1048576, 1048576, true, &Limits::fetchBytes},
    {"fetchRedirects", "count", 3, 3, true, &Limits::fetchRedirects},
    {"fetchesPerScript", "count", 10, 10, true, &Limits::fetchesPerScript},
    {"fetchesPerExecution", "count", 20, 20, true, &Limits::fetchesPerExecution},
    {"fetchesInFlight", "count", 6, 6, true, &Limits::fetchesInFlight},
    {"layers", "count", 10, 10, false, &Limits::layers},
    {"scriptsPerLayer", "count", 5, 5, false, &Limits::scriptsPerLayer},
    {"concurrentVms", "count", 20, 200, false, &Limits::concurrentVms},
    {"queueLength", "count", 200, 2000, false, &Limits::queueLength},
    {"queueMs", "ms", 2000, 30000, false, &Limits::queueMs},
    {"contextBytes", "bytes", 65536, 65536, false, &Limits::contextBytes},
    {"contextDepth", "levels", 16, 16, false, &Limits::contextDepth},
    {"resultBytes", "bytes", 65536, 65536, true, &Limits::resultBytes},
    {"resultDepth", "levels", 16, 16, true, &Limits::resultDepth},
    {"resultNodes", "count", 5000, 5000, true, &Limits::resultNodes},
    {"logLinesPerScript", "lines", 100, 100, true, &Limits::logLinesPerScript},
    {"logBytesPerScript", "bytes", 16384, 16384, true, &Limits::logBytesPerScript},
    {"logLinesPerExecution", "lines", 500, 500, true, &Limits::logLinesPerExecution},
    {"spanDepth", "levels", 2, 2, false, &Limits::spanDepth},
    {"spansPerScript", "count", 100, 100, false, &Limits::spansPerScript},
    {"spanAttributeBytes", "bytes", 1024, 1024, false, &Limits::spanAttributeBytes},
    {"snapshotBytes", "bytes", 32768, 32768, false, &Limits::snapshotBytes},
    {"traceBytes", "bytes", 524288, 524288, false, &Limits::traceBytes},
    {"errorTextBytes", "bytes", 1024, 1024, false, &Limits::errorTextBytes},
};

inline constexpr Field kRequestInfoHeadersKeys[] = {
    {"accept", FieldType::String, true, Mask::None, {}},
    {"accept-language", FieldType::String, true, Mask::None, {}},
    {"content-length", FieldType::String, true, Mask::None, {}},
    {"content-type", FieldType::String, true, Mask::None, {}},
    {"host", FieldType::String, true, Mask::None, {}},
    {"origin", FieldType::String, true, Mask::None, {}},
    {"user-agent", FieldType::String, true, Mask::None, {}},
};

inline constexpr Field kRequestInfoFields[] = {
    {"ip", FieldType::String, true, Mask::None, {}},
    {"userAgent", FieldType::String, true, Mask::None, {}},
    {"origin", FieldType::String, true, Mask::None, {}},
    {"country", FieldType::String, true, Mask::None, {}},
    {"headers", FieldType::Map, true, Mask::Hide, {kRequestInfoHeadersKeys, std::size(kRequestInfoHeadersKeys)}},
    {"path", FieldType::String, true, Mask::None, {}},
    {"method", FieldType::String, true, Mask::None, {}},
    {"viaHttp", FieldType::Boolean, true, Mask::None, {}},
};

inline constexpr Field kUserFields[] = {
    {"id", FieldType::String, false, Mask::None, {}},
    {"email", FieldType::String, true, Mask::Email, {}},
    {"name", FieldType::String, true, Mask::Hide, {}},
    {"role", FieldType::String, true, Mask::None, {}},
    {"emailVerified", FieldType::Boolean, true, Mask::None, {}},
    {"twoFactorEnabled", FieldType::Boolean, true, Mask::None, {}},
    {"isAnonymous", FieldType::Boolean, true, Mask::None, {}},
    {"banned", FieldType::Boolean, true, Mask::None, {}},
    {"username", FieldType::String, true, Mask::Hide, {}},
    {"phoneNumber", FieldType::String, true, Mask::Hide, {}},
    {"createdAt", FieldType::Date, true, Mask::None, {}},
};

inline constexpr Field kSessionFields[] = {
    {"id", FieldType::String, false, Mask::Hide, {}},
    {"userId", FieldType::String, false, Mask::None, {}},
    {"expiresAt", FieldType::Date, true, Mask::None, {}},
    {"createdAt", FieldType::Date, true, Mask::None, {}},
    {"activeOrganizationId", FieldType::String, true, Mask::None, {}},
    {"impersonatedBy", FieldType::String, true, Mask::None, {}},
};

inline constexpr Field kActorFields[] = {
    {"id", FieldType::String, false, Mask::None, {}},
    {"email", FieldType::String, true, Mask::Email, {}},
    {"role", FieldType::String, true, Mask::None, {}},
};

inline constexpr Field kOrganizationFields[] = {
    {"id", FieldType::String, false, Mask::None, {}},
    {"role", FieldType::String, true, Mask::None, {}},
};

inline constexpr Field kApiKeyFields[] = {
    {"id", FieldType::String, false, Mask::None, {}},
    {"name", FieldType::String, true, Mask::None, {}},
    {"userId", FieldType::String, false, Mask::None, {}},
    {"permissions", FieldType::Map, true, Mask::None, {}},
    {"prefix", FieldType::String, true, Mask::None, {}},
    {"start", FieldType::String, true, Mask::None, {}},
    {"enabled", FieldType::Boolean, true, Mask::None, {}},
    {"createdAt", FieldType::Date, true, Mask::None, {}},
    {"expiresAt", FieldType::Date, true, Mask::None, {}},
    {"requestCount", FieldType::Number, true, Mask::None, {}},
    {"remaining", FieldType::Number, true, Mask::None, {}},
    {"configId", FieldType::String, true, Mask::None, {}},
    {"metadata", FieldType::Map, true, Mask::Hide, {}},
};

inline constexpr Field kClientFields[] = {
    {"clientId", FieldType::String, false, Mask::None, {}},
    {"name", FieldType::String, true, Mask::None, {}},
    {"type", FieldType::Enum, true, Mask::None, {}},
    {"redirectUris", FieldType::StringList, true, Mask::None, {}},
    {"scopes", FieldType::StringList, true, Mask::None, {}},
    {"grantTypes", FieldType::StringList, true, Mask::None, {}},
    {"skipConsent", FieldType::Boolean, true, Mask::None, {}},
    {"disabled", FieldType::Boolean, true, Mask::None, {}},
    {"userId", FieldType::String, true, Mask::None, {}},
};

inline constexpr Field kGrantFields[] = {
    {"scopes", FieldType::StringList, false, Mask::None, {}},
};

inline constexpr Field kBeforeSignupFields[] = {
    {"email", FieldType::Email, false, Mask::Email, {}},
    {"name", FieldType::String, true, Mask::Hide, {}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
    {"emailVerified", FieldType::Boolean, true, Mask::None, {}},
    {"method", FieldType::String, true, Mask::None, {}},
    {"provider", FieldType::String, true, Mask::None, {}},
    {"profile", FieldType::Map, true, Mask::Hide, {}},
    {"passwordBreaches", FieldType::Number, true, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
};

inline constexpr Field kAfterSignupFields[] = {
    {"user", FieldType::Object, false, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
    {"method", FieldType::String, true, Mask::None, {}},
    {"provider", FieldType::String, true, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
};

inline constexpr Field kBeforeSigninFields[] = {
    {"email", FieldType::Email, true, Mask::Email, {}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
    {"user", FieldType::Object, true, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"login", FieldType::String, true, Mask::Hide, {}},
    {"method", FieldType::String, true, Mask::None, {}},
    {"provider", FieldType::String, true, Mask::None, {}},
    {"stage", FieldType::Enum, true, Mask::None, {}},
};

inline constexpr Field kAfterSigninFields[] = {
    {"user", FieldType::Object, false, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"session", FieldType::Object, false, Mask::None, {kSessionFields, std::size(kSessionFields)}},
    {"method", FieldType::String, true, Mask::None, {}},
    {"provider", FieldType::String, true, Mask::None, {}},
    {"isSignup", FieldType::Boolean, true, Mask::None, {}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kBeforeSignoutFields[] = {
    {"user", FieldType::Object, false, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"session", FieldType::Object, false, Mask::None, {kSessionFields, std::size(kSessionFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kTokenBuildTokenKeys[] = {
    {"birthdate", FieldType::String, true, Mask::Hide, {}},
    {"email", FieldType::String, true, Mask::Email, {}},
    {"family_name", FieldType::String, true, Mask::Hide, {}},
    {"given_name", FieldType::String, true, Mask::Hide, {}},
    {"middle_name", FieldType::String, true, Mask::Hide, {}},
    {"name", FieldType::String, true, Mask::Hide, {}},
    {"nickname", FieldType::String, true, Mask::Hide, {}},
    {"phone_number", FieldType::String, true, Mask::Hide, {}},
    {"preferred_username", FieldType::String, true, Mask::Hide, {}},
};

inline constexpr Field kTokenBuildFields[] = {
    {"user", FieldType::Object, true, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"token", FieldType::Map, false, Mask::None, {kTokenBuildTokenKeys, std::size(kTokenBuildTokenKeys)}},
    {"kind", FieldType::Enum, true, Mask::None, {}},
    {"session", FieldType::Object, true, Mask::None, {kSessionFields, std::size(kSessionFields)}},
    {"client", FieldType::Object, true, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"scopes", FieldType::StringList, true, Mask::None, {}},
    {"resources", FieldType::StringList, true, Mask::None, {}},
    {"grantType", FieldType::String, true, Mask::None, {}},
    {"organization", FieldType::Object, true, Mask::None, {kOrganizationFields, std::size(kOrganizationFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kApikeyBeforeCreateFields[] = {
    {"userId", FieldType::String, false, Mask::None, {}},
    {"name", FieldType::String, true, Mask::None, {}},
    {"permissions", FieldType::Map, true, Mask::None, {}},
    {"prefix", FieldType::String, true, Mask::None, {}},
    {"expiresIn", FieldType::Number, true, Mask::None, {}},
    {"metadata", FieldType::Map, true, Mask::Hide, {}},
    {"configId", FieldType::String, true, Mask::None, {}},
    {"organizationId", FieldType::String, true, Mask::None, {}},
    {"keyCount", FieldType::Number, true, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kApikeyAfterCreateFields[] = {
    {"apikey", FieldType::Object, false, Mask::None, {kApiKeyFields, std::size(kApiKeyFields)}},
    {"userId", FieldType::String, false, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kApikeyBeforeExchangeFields[] = {
    {"apikey", FieldType::Object, false, Mask::None, {kApiKeyFields, std::size(kApiKeyFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
    {"via", FieldType::Enum, true, Mask::None, {}},
};

inline constexpr Field kApikeyAfterExchangeFields[] = {
    {"apikey", FieldType::Object, false, Mask::None, {kApiKeyFields, std::size(kApiKeyFields)}},
    {"via", FieldType::Enum, true, Mask::None, {}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kApikeyBeforeRevokeFields[] = {
    {"apikey", FieldType::Object, false, Mask::None, {kApiKeyFields, std::size(kApiKeyFields)}},
    {"action", FieldType::Enum, true, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kClientBeforeRegisterFields[] = {
    {"name", FieldType::String, true, Mask::None, {}},
    {"type", FieldType::Enum, true, Mask::None, {}},
    {"redirectUris", FieldType::StringList, false, Mask::None, {}},
    {"scopes", FieldType::StringList, true, Mask::None, {}},
    {"grantTypes", FieldType::StringList, true, Mask::None, {}},
    {"authMethod", FieldType::String, true, Mask::None, {}},
    {"dynamic", FieldType::Boolean, true, Mask::None, {}},
    {"action", FieldType::Enum, true, Mask::None, {}},
    {"client", FieldType::Object, true, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kClientAfterRegisterFields[] = {
    {"client", FieldType::Object, false, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kClientBeforeAuthorizeFields[] = {
    {"user", FieldType::Object, false, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"client", FieldType::Object, false, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"scopes", FieldType::StringList, false, Mask::None, {}},
    {"redirectUri", FieldType::String, true, Mask::None, {}},
    {"prompt", FieldType::String, true, Mask::None, {}},
    {"stage", FieldType::Enum, true, Mask::None, {}},
    {"session", FieldType::Object, true, Mask::None, {kSessionFields, std::size(kSessionFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kClientAfterAuthorizeFields[] = {
    {"user", FieldType::Object, false, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"client", FieldType::Object, false, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"grant", FieldType::Object, false, Mask::None, {kGrantFields, std::size(kGrantFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Field kClientAccessChangeFields[] = {
    {"user", FieldType::Object, true, Mask::None, {kUserFields, std::size(kUserFields)}},
    {"client", FieldType::Object, false, Mask::None, {kClientFields, std::size(kClientFields)}},
    {"action", FieldType::Enum, false, Mask::None, {}},
    {"via", FieldType::Enum, true, Mask::None, {}},
    {"scopes", FieldType::StringList, true, Mask::None, {}},
    {"actor", FieldType::Object, true, Mask::None, {kActorFields, std::size(kActorFields)}},
    {"request", FieldType::Object, true, Mask::None, {kRequestInfoFields, std::size(kRequestInfoFields)}},
};

inline constexpr Hook kHooks[] = {
    {"before_signup", Mode::Blocking, "Sign-up isn't available right now.", kBeforeSignupFields},
    {"after_signup", Mode::Async, "", kAfterSignupFields},
    {"before_signin", Mode::Blocking, "Sign-in isn't available right now.", kBeforeSigninFields},
    {"after_signin", Mode::Async, "", kAfterSigninFields},
    {"before_signout", Mode::Blocking, "Sign-out isn't available right now.", kBeforeSignoutFields},
    {"token_build", Mode::Enrichment, "A token can't be issued right now.", kTokenBuildFields},
    {"apikey_before_create", Mode::Blocking, "API keys can't be created right now.", kApikeyBeforeCreateFields},
    {"apikey_after_create", Mode::Async, "", kApikeyAfterCreateFields},
    {"apikey_before_exchange", Mode::Blocking, "This API key can't be used right now.", kApikeyBeforeExchangeFields},
    {"apikey_after_exchange", Mode::Async, "", kApikeyAfterExchangeFields},
    {"apikey_before_revoke", Mode::Blocking, "API keys can't be revoked right now.", kApikeyBeforeRevokeFields},
    {"client_before_register", Mode::Blocking, "Clients can't be registered right now.", kClientBeforeRegisterFields},
    {"client_after_register", Mode::Async, "", kClientAfterRegisterFields},
    {"client_before_authorize", Mode::Blocking, "Access can't be granted right now.", kClientBeforeAuthorizeFields},
    {"client_after_authorize", Mode::Async, "", kClientAfterAuthorizeFields},
    {"client_access_change", Mode::Async, "", kClientAccessChangeFields},
};

inline constexpr std::string_view kCustomFailureText = "The request could not be completed.";
inline constexpr std::string_view kDenyText = "The request was denied.";

inline constexpr Helper kHelpers[] = {
    {"log", HelperKind::Local},
    {"now", HelperKind::Local},
    {"hash", HelperKind::Local},
    {"hmac", HelperKind::Local},
    {"env", HelperKind::Local},
    {"secret", HelperKind::Host},
    {"fetch", HelperKind::Host},
    {"fetchAll", HelperKind::Host},
    {"matches", HelperKind::Local},
    {"rateLimit", HelperKind::Host},
    {"json.encode", HelperKind::Local},
    {"json.decode", HelperKind::Local},
    {"json.array", HelperKind::Local},
    {"json.null", HelperKind::Value},
    {"base64.encode", HelperKind::Local},
    {"base64.decode", HelperKind::Local},
    {"ip.inCidr", HelperKind::Local},
    {"uuid", HelperKind::Local},
    {"trace", HelperKind::Local},
    {"metrics.count", HelperKind::Local},
    {"metrics.gauge", HelperKind::Local},
};

inline constexpr Helper kGlobals[] = {
    {"await", HelperKind::Local},
    {"print", HelperKind::Local},
    {"context", HelperKind::Value},
};

// Lower case, without '-' and '_'.
inline constexpr std::string_view kSensitiveKeys[] = {
    "accesstoken",
    "apikey",
    "authorization",
    "authtoken",
    "bearer",
    "clientassertion",
    "clientsecret",
    "codeverifier",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "csrftoken",
    "encryptionkey",
    "idtoken",
    "jwt",
    "otp",
    "passphrase",
    "passwd",
    "password",
    "passwordhash",
    "privatekey",
    "proxyauthorization",
    "pwd",
    "recoverycode",
    "refreshtoken",
    "secret",
    "secretkey",
    "sessiontoken",
    "setcookie",
    "signingkey",
    "token",
    "totp",
    "webhooksecret",
    "xapikey",
    "xauthtoken",
};

inline constexpr std::size_t kLongestSensitiveKey = 18;

}  // namespace sluice::catalog::generated
