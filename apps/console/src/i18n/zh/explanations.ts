import type { explanations as english } from '../en/explanations.ts';
import type { Texts } from '../texts.ts';

export const explanations = {
  'number-role': '签名的 JSON 中所有值都是字符串。请写 "role":"0"，而不是 "role":0。',
  'number-value': '签名的 JSON 中所有值都是字符串。签名前请将以下字段转换为字符串：{{fields}}。',
  'escaped-slash': '请对 / 签名，而不是 \\/。PHP 中请为 json_encode 指定 JSON_UNESCAPED_SLASHES。',
  'escaped-unicode':
    '请对 UTF-8 字符签名，而不是 \\u00e9 之类的转义序列。PHP 中请指定 JSON_UNESCAPED_UNICODE，Python 中请指定 ensure_ascii=False。',
  'escaped-html':
    '请对 <、> 和 & 签名，而不是 \\u003c、\\u003e 和 \\u0026。Go 中请调用 SetEscapeHTML(false)，Gson 中请调用 disableHtmlEscaping()。',
  'unescaped-json': '有字段值含有引号、反斜杠或控制字符。请用 JSON 库生成，不要拼接字符串。',
  'spaced-json':
    '签名的 JSON 在逗号和冒号后不能有空格。Python 中请为 json.dumps 指定 separators=(",", ":")。',
  'dropped-empty-field':
    '没有值的字段既不要写入签名的 JSON，也不要写入 Token。参与了签名却不在 Token 中的字段：{{fields}}。',
  'unsorted-keys': '请将签名的 JSON 的键按名称排序：{{fields}}。',
  'other-key-of-project': '请使用同一密钥对的 AK 和 SK。另一个密钥对可能已被轮换或停用。',
  'swapped-keys': 'ak 字段中是 SK。请将两者对调，并轮换该 SK：每个这样的 Token 都会泄露它。',
  'padded-secret-key': '程序从文件或变量中读取 SK 时，请去除其前后的多余字符（{{padding}}）。',
  quotes: '发送 Token 时请去掉引号。',
  'bearer-prefix': 'token 请求头的值应只包含 Token 本身。',
  'line-breaks': '请去掉换行符。有些 base64 编码器（例如 MIME）每 76 个字符换行一次。',
  spaces: '发送 Token 时请去掉前后的空白字符。',
  padding: '请去掉 = 号：Token 使用不带填充的 base64url。',
  'standard-base64': '请使用 base64url 编码：用 - 代替 +，用 _ 代替 /。',
  'missing-prefix': '请补上前缀：{{prefix}}。',
  'relabelled-prefix':
    '前缀是 {{prefix}}，但参与签名的字段属于前缀为 {{right}} 的 Token。请使用该前缀，或签发正确类型的 Token。',
  'lifespan-in-seconds':
    'Token 的有效期只有 {{seconds}} 毫秒。如果原意是 {{seconds}} 秒，请将有效期乘以 1000。',
  'expire-at-in-seconds': '按毫秒计算，expireAt 位于 1970 年。如果原意是 {{meant}}，请将其乘以 1000。',
  'local-time': 'expireAt 比签发时间早 {{early}}。请使用 UTC 的毫秒时间戳。',
  'clock-skew': '请校准签发 Token 的机器的时钟：误差至少为 {{skew}}。',
  'not-a-token':
    '这不是 Token：{{fault}}。Token 由前缀（{{prefixes}}）和不带填充的 base64url 组成，请检查是否复制完整。',
  'refused-when-mended': '这不是 Token：{{fault}}。即使修正这一点，仍会被拒绝。',
  'unknown-key': '本服务器没有该访问密钥。请检查 ak 字段，以及该密钥是否属于本服务器、是否仍然存在。',
  'secret-key-exposed': '{{field}} 字段中是 SK。请改用正确的值，并轮换该 SK：每个这样的 Token 都会泄露它。',
  'signed-otherwise': '签名与该 AK 对应的 SK 不符：Token 使用了其他 SK 签名，或在签名后被修改。',
  'not-a-signature':
    'sig 字段不是 64 位小写十六进制数字。请以此形式写入 HMAC-SHA256，并检查 Token 是否完整。',
  expired:
    'Token 已于 {{expires}} 过期。请签发新的 Token。如果它是刚刚签发的，说明签发机器的时钟至少慢了 {{late}}。',
  'key-deleted': '该访问密钥刚刚被删除，请使用其他密钥签名。',
  'key-disabled': '访问密钥 {{accessKey}} 已停用。请启用它，或使用项目的其他密钥签名。',
  'key-expired': '访问密钥 {{accessKey}} 已于 {{expires}} 过期。请使用替换它的密钥签名。',
  'project-disabled': '项目“{{project}}”已停用，请启用它。',
  'token-revoked': '该 Token 已被吊销（吊销记录 {{id}}）。请签发新的 Token，或撤回吊销。',
  'tokens-revoked':
    '{{before}} 之前为其{{scope}}签发的 Token 均已吊销（吊销记录 {{id}}）。请签发新的 Token，或撤回吊销。',
  'room-banned': '请解除房间封禁，或使用其他房间。',
  'relabelled-room-token':
    'UUID 属于房间：Room Token 被换上了前缀 NETLESSTASK_。请使用前缀 NETLESSROOM_ 发送，或签发 Task Token。',
  'relabelled-task-token':
    'UUID 属于转换任务：Task Token 被换上了前缀 NETLESSROOM_。请使用前缀 NETLESSTASK_ 发送，或签发 Room Token。',
  'unknown-room': '该访问密钥所属的项目中没有此房间。请创建房间，或使用房间所属项目的密钥签名。',
  'unknown-task':
    '该访问密钥所属的项目中没有此转换任务。转换任务自发起之日起保留七天。请重新转换，或使用转换任务所属项目的密钥签名。',
  jwt: '它可能来自您自己的登录系统。请发送以 NETLESSSDK_、NETLESSROOM_ 或 NETLESSTASK_ 开头的 Token。',
  'agora-token':
    '版本 {{version}} 的声网 Token 用于音视频或消息服务。请用访问密钥签发白板 Token，或通过 POST /v5/tokens/… 获取。',
  'white-token':
    '这种 Token 早于访问密钥，无法转换。请创建访问密钥，并签发以 NETLESSSDK_、NETLESSROOM_ 或 NETLESSTASK_ 开头的 Token。',
  placeholder: '变量为空、模板未填充，或未等待 Promise 完成。请检查程序从何处获取 Token。',
  'key-as-token': '这是 {{key}}。请用密钥对签发 Token 并发送该 Token。如果曾发送过 SK，请轮换它。',
  'signed-escapes': '请对字段值的原文签名，而不是 %20 之类的转义序列。仅在查询字符串中转义。',
  'other-charset':
    '待签名的文本使用了 {{charset}} 编码。请使用 UTF-8：.NET 中用 Encoding.UTF8.GetBytes，Java 中用 StandardCharsets.UTF_8。',
  'signed-query': '请对由各字段组成的 JSON 对象签名：键按名称排序，所有值都是字符串。',
  'other-hash': '签名是 {{hash}}。请以 SK 为密钥计算 JSON 的 HMAC-SHA256，并写成小写十六进制。',
  'signature-form': '签名正确，但没有写成 64 位小写十六进制数字。请勿使用大写字母、连字符或 base64。',
  'swapped-arguments': '以下参数填反了：{{fields}}。请按生成器文档中的顺序传入，或按名称传入。',
  'padded-access-key': '程序从文件或变量中读取 AK 时，请去除其前后的空白字符或引号。',
  'altered-secret-key': '签名所用的 SK {{alteration}}。请以 UTF-8 使用 SK 的原文。',
  'missing-secret-key':
    '签名所用的 SK 为空，或是 undefined 之类的单词。请检查程序从何处读取 SK。任何人都能这样签名，因此签名不能证明任何事。',
  'access-key-as-secret': '请使用 SK 签名。任何知道 AK 的人都能这样签名，因此签名不能证明任何事。',
  'text-around': '请只发送 Token，不要附带其他文本。',
  'json-escapes': 'Token 中有反斜杠：它被两次编码为 JSON，或从未解析。请解析一次 JSON，并发送其中的字符串。',
  'invisible-characters': '请去掉零宽空格、字节顺序标记（BOM）等字符，或从来源处重新复制 Token。',
  'percent-encoded': '请对 Token 进行百分号解码，编码了几次就解码几次。',
  'double-base64': '内容只需进行一次 base64url 编码。',
  'payload-form': '前缀之后是{{form}}。请用 & 连接各个 name=value，并编码为不带填充的 base64url。',
  'query-encoding': '请修正 Token 中的查询字符串：{{form}}。',
  'cut-off': '签名的现有部分是正确的。请检查是否有数据库列、缓冲区或日志行长度不足，并发送完整的 Token。',
  'misspelt-prefix': '前缀 {{prefix}} 只写一次，使用大写字母并带下划线。',
  'field-name': '请使用以下字段名：{{fields}}。',
  'nonce-missing': '请添加 nonce（版本 1 的 UUID），并让它参与签名。',
  'role-missing':
    'role 字段缺失、为空，或是 undefined 之类的单词。请写 "0"（admin）、"1"（writer）或 "2"（reader）。',
  'role-word': '请将角色写成数字："0"（admin）、"1"（writer）或 "2"（reader）。',
  'role-range': '没有该数值对应的角色。请写 "0"（admin）、"1"（writer）或 "2"（reader）。',
  'uuid-missing':
    'uuid 字段为空，或是 undefined 之类的单词。请先等待创建房间或转换任务的响应，再传入其中的 UUID。',
  'uuid-form': 'uuid 字段{{form}}。请写成不带连字符的 32 位小写十六进制数字。',
  'expire-at-form': 'expireAt {{form}}。请写整数的毫秒时间戳；如果 Token 永不过期，请省略该字段。',
  'expire-at-concatenated':
    '有效期（{{lifespan}}）以文本形式拼接到了签发时间之后。请先将其转换为数字再相加。',
  'expire-at-unit': 'expireAt 的单位是{{unit}}（{{meant}}）。请使用毫秒。',
  'lifespan-unit': 'Token 的有效期为 {{life}}。如果原意是 {{span}}，而传入的单位是{{unit}}，请改为传入毫秒。',
  'lifespan-is-time':
    'Token 的有效期为 {{life}}。如果把过期时间（{{meant}}）当作有效期传入，请改为传入距该时间的毫秒数。',
  'far-expiry':
    'Token 的有效期至 {{expires}}。请检查有效期是否以毫秒为单位，且不是时间点。如果 Token 永不过期，请省略 expireAt。',
  'access-key-missing': 'ak 字段是 undefined 之类的单词：签发程序没有 AK。请检查程序从何处读取 AK。',
  'length-of-limit': '文本长度为 {{length}} 个字符，是数据库列和缓冲区的常见长度。请检查是否因此被截断。',
  'uuid-found': '写法改正后，它是项目中{{kind}}的 UUID。',
  'room-of-other-project': '该房间属于项目“{{project}}”。请使用该项目的密钥签名。',
  'task-of-other-project': '该转换任务属于项目“{{project}}”。请使用该项目的密钥签名。',
} as const satisfies Texts<typeof english>;
