/** What the server explains, by code. Times and spans are already in words. */
export const explanations = {
  'number-role': 'In the signed JSON every value is a string. Write "role":"0" instead of "role":0.',
  'number-value':
    'In the signed JSON every value is a string. Convert these fields to strings before signing: {{fields}}.',
  'escaped-slash': 'Sign / instead of \\/. In PHP, pass JSON_UNESCAPED_SLASHES to json_encode.',
  'escaped-unicode':
    'Sign characters as UTF-8 instead of escapes such as \\u00e9. In PHP, pass JSON_UNESCAPED_UNICODE; in Python, ensure_ascii=False.',
  'escaped-html':
    'Sign <, > and & instead of \\u003c, \\u003e and \\u0026. In Go, call SetEscapeHTML(false); in Gson, disableHtmlEscaping().',
  'unescaped-json':
    'A value contains a quote, a backslash or a control character. Write the JSON with a library instead of concatenating strings.',
  'spaced-json':
    'Sign JSON without spaces after commas and colons. In Python, pass separators=(",", ":") to json.dumps.',
  'dropped-empty-field':
    'Leave fields without a value out of both the signed JSON and the token. Signed, but missing from the token: {{fields}}.',
  'unsorted-keys': 'Sort the keys of the signed JSON by name: {{fields}}.',
  'other-key-of-project':
    'Use the access key and the secret key of the same pair. The other pair may have been rotated or disabled.',
  'swapped-keys':
    'The ak field holds the secret key. Swap the two, and rotate this secret key: every such token exposes it.',
  'padded-secret-key':
    'Remove what is around the secret key ({{padding}}) where your program reads it, for example from a file or a variable.',
  quotes: 'Send the token without the quotes.',
  'bearer-prefix': 'Send only the token as the value of the token header.',
  'line-breaks':
    'Remove the line breaks. Some base64 encoders, such as MIME ones, break lines after 76 characters.',
  spaces: 'Send the token without the white space.',
  padding: 'Remove the = signs: the token is base64url without padding.',
  'standard-base64': 'Encode it as base64url: - instead of +, and _ instead of /.',
  'missing-prefix': 'Put the prefix back: {{prefix}}.',
  'relabelled-prefix':
    'The prefix is {{prefix}}, but the signed fields are those of a token with the prefix {{right}}. Use that prefix, or sign a token of the right type.',
  'lifespan-in-seconds':
    'The token was valid for only {{seconds}} ms. If you meant {{seconds}} seconds, multiply the lifespan by 1000.',
  'expire-at-in-seconds':
    'In milliseconds, expireAt is a time in 1970. If you meant {{meant}}, multiply it by 1000.',
  'local-time': 'expireAt is {{early}} before the time of issue. Use epoch milliseconds in UTC.',
  'clock-skew': 'Set the clock of the signing machine: it is off by at least {{skew}}.',
  'not-a-token':
    'Not a token: {{fault}}. A token is a prefix ({{prefixes}}) followed by base64url without padding. Check that you copied all of it.',
  'refused-when-mended': 'Not a token: {{fault}}. It would be refused even if that were fixed.',
  'unknown-key':
    'This server has no such access key. Check the ak field, and whether the key belongs to this server and still exists.',
  'secret-key-exposed':
    'The {{field}} field holds a secret key. Use the right value, and rotate this secret key: every such token exposes it.',
  'signed-otherwise':
    'The signature does not match this access key’s secret key. The token was signed with another secret key, or changed after signing.',
  'not-a-signature':
    'The sig field is not 64 lowercase hexadecimal digits. Write the HMAC-SHA256 in this form, and check that the token is complete.',
  expired:
    'The token expired at {{expires}}. Sign a new one. If you have just signed this one, the clock of the signing machine is at least {{late}} slow.',
  'key-deleted': 'The access key has just been deleted. Sign with another key.',
  'key-disabled':
    'The access key {{accessKey}} is disabled. Enable it, or sign with another key of the project.',
  'key-expired': 'The access key {{accessKey}} expired at {{expires}}. Sign with the key that replaced it.',
  'project-disabled': 'The project “{{project}}” is disabled. Enable it.',
  'token-revoked':
    'This token was revoked (revocation {{id}}). Issue a new one, or take the revocation back.',
  'tokens-revoked':
    'Tokens issued before {{before}} for its {{scope}} are revoked (revocation {{id}}). Issue a new one, or take the revocation back.',
  'room-banned': 'Lift the room’s ban, or use another room.',
  'relabelled-room-token':
    'The UUID is a room’s: a Room token was given the prefix NETLESSTASK_. Send it with the prefix NETLESSROOM_, or sign a Task token.',
  'relabelled-task-token':
    'The UUID is a conversion’s: a Task token was given the prefix NETLESSROOM_. Send it with the prefix NETLESSTASK_, or sign a Room token.',
  'unknown-room':
    'The project of the access key has no such room. Create the room, or sign with a key of the room’s project.',
  'unknown-task':
    'The project of the access key has no such conversion. Conversions are kept for seven days after the start. Convert the document again, or sign with a key of the conversion’s project.',
  jwt: 'It may be from your own sign-in. Send a token that starts with NETLESSSDK_, NETLESSROOM_ or NETLESSTASK_.',
  'agora-token':
    'Agora tokens of version {{version}} are for video, voice or messaging. Sign a whiteboard token with an access key, or request one from POST /v5/tokens/….',
  'white-token':
    'Tokens of this form are older than access keys and cannot be converted. Create an access key, and sign a token that starts with NETLESSSDK_, NETLESSROOM_ or NETLESSTASK_.',
  placeholder:
    'A variable is empty, a template was not filled in, or a promise was not awaited. Check where your program gets the token.',
  'key-as-token':
    'This is {{key}}. Sign a token with the key pair, and send that token. Rotate the secret key if it was ever sent.',
  'signed-escapes':
    'Sign values as they are instead of escapes such as %20. Escape them only in the query string.',
  'other-charset':
    'The text to sign was encoded in {{charset}}. Use UTF-8: in .NET, Encoding.UTF8.GetBytes; in Java, StandardCharsets.UTF_8.',
  'signed-query': 'Sign the JSON object of the fields, with its keys sorted and every value a string.',
  'other-hash':
    'The signature is {{hash}}. Compute HMAC-SHA256 of the JSON with the secret key as the key, and write it in lowercase hexadecimal.',
  'signature-form':
    'The signature is right, but not written as 64 lowercase hexadecimal digits. Write it without uppercase letters, dashes or base64.',
  'swapped-arguments':
    'These arguments were swapped: {{fields}}. Pass them in the order that the generator documents, or by name.',
  'padded-access-key':
    'Remove the white space or quotes around the access key where your program reads it, for example from a file or a variable.',
  'altered-secret-key': 'The secret key was used {{alteration}}. Use its text unchanged, in UTF-8.',
  'missing-secret-key':
    'The secret key was empty or a word such as undefined. Check where your program reads it. Anyone can sign this way, so the signature proves nothing.',
  'access-key-as-secret':
    'Sign with the secret key. Anyone who knows the access key can sign this way, so the signature proves nothing.',
  'text-around': 'Send only the token, without the other text.',
  'json-escapes':
    'The token contains backslashes: it was encoded as JSON twice, or never parsed. Parse the JSON once, and send the string in it.',
  'invisible-characters':
    'Remove characters such as a zero-width space or a byte order mark, or copy the token from its source again.',
  'percent-encoded': 'Percent-decode the token, once for each time it was encoded.',
  'double-base64': 'Encode the payload in base64url only once.',
  'payload-form':
    'After the prefix comes {{form}}. Write name=value pairs joined by &, and encode them as base64url without padding.',
  'query-encoding': 'Correct the query string in the token: {{form}}.',
  'cut-off':
    'The signature is right as far as it goes. Look for a column, a buffer or a log line that is too short, and send the whole token.',
  'misspelt-prefix': 'Write the prefix {{prefix}} once, in uppercase and with the underscore.',
  'field-name': 'Use these field names: {{fields}}.',
  'nonce-missing': 'Add a nonce, a version 1 UUID, and sign it.',
  'role-missing':
    'The role field is absent, empty or a word such as undefined. Write "0" for admin, "1" for writer or "2" for reader.',
  'role-word': 'Write the role as a digit: "0" for admin, "1" for writer or "2" for reader.',
  'role-range': 'No role has this number. Write "0" for admin, "1" for writer or "2" for reader.',
  'uuid-missing':
    'The uuid field is empty or a word such as undefined. Pass the UUID from the response that created the room or conversion, and wait for that response first.',
  'uuid-form': 'The uuid field {{form}}. Write 32 lowercase hexadecimal digits without dashes.',
  'expire-at-form':
    'expireAt {{form}}. Write whole epoch milliseconds, or leave the field out if the token never expires.',
  'expire-at-concatenated':
    'The lifespan ({{lifespan}}) was appended to the time of issue as text. Convert it to a number before you add it.',
  'expire-at-unit': 'expireAt is in {{unit}} ({{meant}}). Write milliseconds.',
  'lifespan-unit':
    'The token is valid for {{life}}. If you meant {{span}} and passed {{unit}}, pass milliseconds instead.',
  'lifespan-is-time':
    'The token is valid for {{life}}. If you passed the expiry ({{meant}}) as the lifespan, pass the milliseconds until then instead.',
  'far-expiry':
    'The token is valid until {{expires}}. Check that the lifespan is in milliseconds and is not a time. If the token should never expire, leave expireAt out.',
  'access-key-missing':
    'The ak field is a word such as undefined: the signing program has no access key. Check where it reads the key.',
  'length-of-limit':
    'The text has {{length}} characters, a usual size of columns and buffers. Check that none of them cut it off.',
  'uuid-found': 'Written correctly, it is the UUID of {{kind}} of the project.',
  'room-of-other-project': 'The room belongs to the project “{{project}}”. Sign with a key of that project.',
  'task-of-other-project':
    'The conversion belongs to the project “{{project}}”. Sign with a key of that project.',
} as const;
