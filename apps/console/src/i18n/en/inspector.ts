/** The inspector page, and the token’s content on other pages. */
export const inspector = {
  title: 'Token inspector',
  description: 'Paste a token to see its content, and why it is accepted or refused',
  token: 'Token',
  tokenHelp: 'Paste it exactly as it was sent. It is sent to this server only, and is not stored.',
  operation: 'What is it for?',
  operationHelp: 'Optional: tells whether its type and role permit that.',
  anyOperation: 'Anything',
  operations: {
    'issue-room-token': 'Issue Room tokens',
    'issue-task-token': 'Issue Task tokens',
    'create-room': 'Create rooms',
    'list-rooms': 'List rooms',
    'get-room': 'Read a room',
    'ban-room': 'Ban a room or lift its ban',
    'start-conversion': 'Start a conversion',
    'list-conversions': 'List conversions',
    'query-conversion': 'Query a conversion',
    'prioritise-conversion': 'Change the priority of a conversion',
    'cancel-conversion': 'Cancel a conversion',
    'start-older-conversion': 'Start a conversion (older API)',
    'query-older-conversion': 'Query a conversion (older API)',
  },
  permission: {
    yes: 'Permitted: {{operation}}',
    no: 'Not permitted: {{operation}}',
    needs: 'This takes: {{list}}. A Room or Task token works for its own room or conversion only.',
    need: '{{kind}} with the role {{role}} or higher',
  },
  warnings: 'Worth a look',
  submit: 'Inspect',
  clear: 'Clear',
  missing: 'Enter a token',
  verdict: 'Result',
  accepted: 'Accepted',
  acceptedText: 'This server accepts the token.',
  expiredSince: 'The token has expired since you inspected it. The server would refuse it now.',
  refused: 'Refused: {{reason}}',
  reasons: {
    format: 'not a valid token',
    'unknown-key': 'unknown access key',
    signature: 'wrong signature',
    expired: 'expired',
    disabled: 'its key or project is disabled or expired',
    revoked: 'revoked',
    banned: 'its room is banned',
    'unknown-uuid': 'no such room or conversion in its project',
  },
  mistakes: {
    'number-role': 'The role was signed as a number instead of a string',
    'number-value': 'Values were signed as numbers instead of strings',
    'escaped-slash': 'Slashes were escaped before signing',
    'escaped-unicode': 'Non-ASCII characters were escaped before signing',
    'escaped-html': 'The characters < > & were HTML-escaped before signing',
    'unescaped-json': 'The signed JSON was concatenated without escaping',
    'spaced-json': 'The signed JSON contains spaces',
    'dropped-empty-field': 'An empty field was signed, but is missing from the token',
    'unsorted-keys': 'The keys of the signed JSON were not sorted',
    'other-key-of-project': 'The token was signed with another key of the project',
    'swapped-keys': 'Access key and secret key were swapped',
    'padded-secret-key': 'The secret key had extra characters around it',
    quotes: 'The token is in quotes',
    'bearer-prefix': 'The token has a prefix such as “Bearer”',
    'line-breaks': 'The token contains line breaks',
    spaces: 'The token has white space around it',
    padding: 'The token ends with = signs',
    'standard-base64': 'The token is standard base64 instead of base64url',
    'missing-prefix': 'The token has no prefix',
    'relabelled-prefix': 'The prefix is for another type of token',
    'lifespan-in-seconds': 'The lifespan was in seconds instead of milliseconds',
    'expire-at-in-seconds': 'The expiry is in seconds instead of milliseconds',
    'local-time': 'The expiry was computed from local time',
    'clock-skew': 'The clock of the machine that signed it is wrong',
    jwt: 'It is a JSON Web Token (JWT), not a whiteboard token',
    'agora-token': 'It is an Agora token of another service',
    'white-token': 'It is a token of the older form, WHITE…',
    placeholder: 'It is a placeholder, not a token',
    'key-as-token': 'It is a key, not a token',
    'signed-escapes': 'Values were URL-encoded before signing',
    'other-charset': 'The signed JSON was not encoded in UTF-8',
    'signed-query': 'The query string was signed instead of the JSON',
    'other-hash': 'The signature is not HMAC-SHA256 of the JSON',
    'signature-form': 'The signature is not in lowercase hexadecimal',
    'swapped-arguments': 'Arguments were swapped',
    'padded-access-key': 'The access key has extra characters around it',
    'altered-secret-key': 'The secret key was changed before signing',
    'missing-secret-key': 'It was signed without a secret key',
    'access-key-as-secret': 'It was signed with the access key',
    'text-around': 'There is other text around the token',
    'json-escapes': 'The token contains JSON escapes',
    'invisible-characters': 'The token contains invisible characters',
    'percent-encoded': 'The token is percent-encoded',
    'double-base64': 'The token was encoded in base64 twice',
    'payload-form': 'The payload is not a base64url query string',
    'query-encoding': 'The query string in the token is encoded wrongly',
    'cut-off': 'The token is cut off',
    'misspelt-prefix': 'The prefix is misspelt or repeated',
    'field-name': 'Fields have the wrong names',
    'nonce-missing': 'The nonce is missing',
    'role-missing': 'The role is missing',
    'role-word': 'The role is a word instead of a digit',
    'role-range': 'The role is a number that is no role',
    'uuid-missing': 'The UUID is missing',
    'uuid-form': 'The UUID is not 32 lowercase hexadecimal digits',
    'expire-at-form': 'The expiry is not written as whole milliseconds',
    'expire-at-concatenated': 'The lifespan was appended to the time as text',
    'expire-at-unit': 'The expiry is not in milliseconds',
    'lifespan-unit': 'The lifespan was not in milliseconds',
    'lifespan-is-time': 'A time was passed instead of a lifespan',
    'far-expiry': 'The token is valid for a very long time',
  },
  /** What the server explains, by code. Times and spans are already in words. */
  explanations: {
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
    'room-of-other-project':
      'The room belongs to the project “{{project}}”. Sign with a key of that project.',
    'task-of-other-project':
      'The conversion belongs to the project “{{project}}”. Sign with a key of that project.',
  },
  revocationReason: 'Reason for the revocation: {{reason}}',
  paddings: {
    'line-break-after': 'a line break at the end',
    'cr-lf-after': 'a CR LF line break at the end',
    'space-after': 'a space at the end',
    'space-before': 'a space at the start',
    'double-quotes': 'double quotes',
    'single-quotes': 'single quotes',
    'tab-after': 'a tab at the end',
    'cr-after': 'a carriage return at the end',
    'bom-before': 'a byte order mark at the start',
    'zero-width-after': 'a zero-width space at the end',
  },
  alterations: {
    trimmed: 'without its own white space',
    'base64-decoded': 'decoded from base64',
    'hex-decoded': 'decoded from hexadecimal',
    'base64-encoded': 'encoded in base64',
    'url-encoded': 'encoded for a URL',
    'lower-case': 'in lowercase',
    'upper-case': 'in uppercase',
  },
  hashes: {
    'SHA256 of the secret key and the JSON': 'SHA-256 of the secret key followed by the JSON',
    'SHA256 of the JSON and the secret key': 'SHA-256 of the JSON followed by the secret key',
    'HMAC-SHA256 with the JSON as the key': 'HMAC-SHA256 with the JSON as its key',
  },
  keys: {
    'access key': 'an access key',
    'secret key': 'a secret key',
  },
  kinds: {
    room: 'a room',
    task: 'a conversion',
  },
  units: {
    seconds: 'seconds',
    microseconds: 'microseconds',
    'ticks of 100 ns': 'ticks (100 nanoseconds each)',
    nanoseconds: 'nanoseconds',
  },
  forms: {
    'payload-form': {
      plain: 'the query string itself, not encoded',
      json: 'a JSON object',
      hex: 'hexadecimal',
    },
    'query-encoding': {
      separators: 'separate the fields with a single &, without ? or &amp;',
      'lower-case-escapes': 'write escapes in uppercase, %E5 instead of %e5 (in .NET, Uri.EscapeDataString)',
      'raw-characters': 'escape names and values as encodeURIComponent does',
    },
    'uuid-form': {
      dashes: 'contains dashes',
      'upper-case': 'contains uppercase letters',
      around: 'contains other characters around the UUID',
      other: 'does not contain a UUID, but perhaps a name or another argument',
    },
    'expire-at-form': {
      empty: 'is empty or a word such as undefined',
      fraction: 'is a fraction',
      exponent: 'is written with an exponent',
      negative: 'is negative',
      date: 'is a date',
    },
  },
  scopes: { room: 'room', key: 'key', project: 'project' },
  secretExposed: {
    title: 'A secret key is exposed',
    text: 'The token carries a secret key instead of an access key, so it is not shown here. Rotate that key.',
  },
  fields: {
    title: 'Content',
    unproved: 'The content of a refused token is not verified.',
    kind: 'Type',
    kinds: { sdk: 'SDK token', room: 'Room token', task: 'Task token' },
    role: 'Role',
    unreadable: 'cannot be read',
    project: 'Project',
    accessKey: 'Access key (AK)',
    hidden: 'Hidden: this is a secret key',
    uuid: { sdk: 'UUID', room: 'Room', task: 'Conversion' },
    nonce: 'Nonce',
    issued: 'Issued',
    issuedUnknown: 'Unknown: the nonce carries no time',
    expires: 'Expires',
    neverExpires: 'Never',
  },
  timeline: {
    title: 'Timeline',
    issued: 'Issued',
    now: 'Now',
    expires: 'Expires',
    expired: 'Expired',
    never: 'Never expires',
    lived: '{{percent}} of the lifespan has passed',
  },
} as const;
