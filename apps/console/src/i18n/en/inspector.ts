/** The inspector page, and the token’s content on other pages. */
export const inspector = {
  title: 'Token inspector',
  description: 'Paste a token to see its content, and why it is accepted or refused',
  token: 'Token',
  tokenHelp: 'Paste it exactly as it was sent. It is sent to this server only, and is not stored.',
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
    'clock-skew': 'The clock of the signing machine is wrong',
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
      'The ak field holds a secret key. Use the access key, and rotate this secret key: every such token exposes it.',
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
      'This token was revoked (revocation {{id}}). Issue a new one, or withdraw the revocation.',
    'tokens-revoked':
      'Tokens issued before {{before}} for its {{scope}} are revoked (revocation {{id}}). Issue a new one, or withdraw the revocation.',
    'room-banned': 'Lift the room’s ban, or use another room.',
    'relabelled-room-token':
      'The UUID is a room’s: a Room token was given the prefix NETLESSTASK_. Send it with the prefix NETLESSROOM_, or sign a Task token.',
    'relabelled-task-token':
      'The UUID is a conversion’s: a Task token was given the prefix NETLESSROOM_. Send it with the prefix NETLESSTASK_, or sign a Room token.',
    'unknown-room':
      'The project of the access key has no such room. Create the room, or sign with a key of the room’s project.',
    'unknown-task':
      'The project of the access key has no such conversion. Conversions are kept for seven days after the start. Convert the document again, or sign with a key of the conversion’s project.',
  },
  revocationReason: 'Reason for the revocation: {{reason}}',
  paddings: {
    'line-break-after': 'a line break at the end',
    'cr-lf-after': 'a CR LF line break at the end',
    'space-after': 'a space at the end',
    'space-before': 'a space at the start',
    'double-quotes': 'double quotes',
    'single-quotes': 'single quotes',
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
