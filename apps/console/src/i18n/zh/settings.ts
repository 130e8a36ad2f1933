import type { settings as english } from '../en/settings.ts';
import type { Texts } from '../i18n.ts';

export const settings = {
  title: '设置',
  description: '当前生效的配置、区域和版本',
  versions: {
    title: '版本',
    resources: '房间与文档转换',
    local: '由本服务器提供',
    external: '由其他服务提供，本服务器只签发令牌',
  },
  regions: {
    title: '区域',
    default: '{{region}}（默认）',
    noDefault:
      '没有默认区域：缺少 `region` 请求头的请求会被拒绝。许多旧版客户端不发送它，可为其设置 `BOARDGATE_DEFAULT_REGION`。',
    hasDefault: '缺少 `region` 请求头的请求按 `{{region}}` 处理。',
  },
  formats: {
    title: '可转换的文档',
    names: { pdf: 'PDF', word: 'Word（{{kinds}}）', powerPoint: 'PowerPoint（{{kinds}}）' },
    converted: '可转换',
    missing: '不可用',
    elsewhere: '文档转换由其他服务提供，本服务器只签发令牌。',
    advice:
      'Word 和 PowerPoint 文件由 LibreOffice 在 bubblewrap 的隔离下转换。请在服务器上安装两者（下面是 Debian 和 Ubuntu 的命令），或在 `BOARDGATE_SOFFICE` 中指定其他 LibreOffice，然后重启。如果已经安装，服务器启动时会说明无法使用的原因。',
    command: '安装命令',
  },
  signInLink: {
    title: '登录链接',
    explanation:
      '要在其他浏览器登录，或让他人无需管理员令牌即可登录，请在服务器上运行以下命令。它会打印一个链接，15 分钟内可登录一次；请像对待管理员令牌一样谨慎转交。',
    command: '命令',
  },
  adminToken: {
    title: '管理员令牌',
    explanation: '令牌遗失或知道的人太多？请更换。旧令牌将立即失效，所有已登录的人都会退出登录。',
    configured:
      '管理员令牌由 `BOARDGATE_ADMIN_TOKEN` 设定。如需更换，请在该处修改并重启服务器，届时所有已登录的人都会退出登录。',
    replace: '更换管理员令牌',
    confirmTitle: '更换管理员令牌？',
    warning:
      '旧令牌会立即失效，所有使用它的程序都会被拒绝。所有会话都会结束，包括您自己的：您需要用新令牌重新登录，新令牌仅显示一次。此操作无法撤销。',
    confirm: '立即更换',
  },
  newToken: {
    title: '新的管理员令牌',
    explanation:
      '旧令牌已失效，所有会话都已结束，包括当前会话。请保存新令牌，然后用它登录。如果遗失，可用 `boardgate admin-token new` 再生成一个。',
    label: '管理员令牌',
    signIn: '我已保存，重新登录',
  },
  configuration: {
    title: '配置',
    description: '当前生效的设置，按环境变量列出。如需修改，请设置对应的环境变量或参数并重启服务器。',
    search: '查找设置',
    none: '没有匹配的设置。',
    setting: '设置',
    value: '值',
    unset: '未设置',
    masked: '已设置，不显示',
  },
  explanations: {
    BOARDGATE_HOST: '监听的地址。`0.0.0.0` 或 `::` 表示向整个网络提供服务。',
    BOARDGATE_PORT: '监听的端口。`0` 表示自动选择空闲端口，启动信息会说明是哪个。',
    BOARDGATE_DATA_DIR: '存放 SQLite 数据库和自动生成的主密钥的目录，不存在时会创建。',
    BOARDGATE_DATABASE_URL: '用于代替 SQLite 的 PostgreSQL 数据库，可由多台服务器共用。',
    BOARDGATE_ACCESS_KEY:
      '启动时导入 `default` 项目的访问密钥（AK），仅在其不存在时导入。须与私密密钥一起设置。',
    BOARDGATE_SECRET_KEY: '该访问密钥的私密密钥（SK）。',
    BOARDGATE_ADMIN_TOKEN:
      '保护 `/v1` 管理 API 的令牌：16 到 256 个可见字符。未设置时，首次启动会生成一个并打印一次。共用数据库的服务器须使用同一个令牌。',
    BOARDGATE_MASTER_KEY:
      '用于加密所存私密密钥的主密钥：32 个随机字节的 base64。未设置时使用数据目录中首次启动生成的 `master.key`。共用数据库的服务器须使用同一个主密钥。',
    BOARDGATE_RESOURCES:
      '`local`：房间由本服务器提供。`external`：房间由供应商的云服务提供，本服务器只签发令牌，不查找 uuid。',
    BOARDGATE_REGIONS: '请求可以指定的区域，以逗号分隔。',
    BOARDGATE_DEFAULT_REGION:
      '未指定区域的请求所用的区域。未设置时，此类请求会被拒绝。许多旧版客户端不指定区域。',
    BOARDGATE_MAX_LIFESPAN_MS: '令牌的最长有效期，单位为毫秒。未设置时不限。永久令牌另行设置。',
    BOARDGATE_ALLOW_PERMANENT_TOKENS: '是否接受值为 0 的有效期，即永不过期的令牌。',
    BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS:
      '同一地址在统计窗口内可以发送多少次错误的私密密钥或管理员令牌，超出后返回 429。IPv6 以前 64 位作为地址。`0` 表示不限。',
    BOARDGATE_FAILED_ATTEMPTS_PER_KEY:
      '同一访问密钥在统计窗口内可以从所有地址收到多少次错误的私密密钥，超出后每个地址在一个窗口内只能尝试一次。未出错过的地址使用正确的密钥始终有效。`0` 表示不限。',
    BOARDGATE_FAILED_ATTEMPTS_WINDOW_MS: '错误尝试的统计窗口，单位为毫秒。',
    BOARDGATE_TRUSTED_PROXIES:
      '位于本服务器前面的代理，以逗号分隔的地址或网段。只有来自它们的 `X-Forwarded-For`（客户端地址）和 `X-Forwarded-Proto`（是否经由 TLS）才会被采信。',
    BOARDGATE_PUBLIC_URL:
      '客户端访问本服务器的地址，用作转换结果页面和控制台链接的基础。未设置时使用监听地址。',
    BOARDGATE_CONVERSION_CONCURRENCY:
      '本服务器同时转换多少个文档。`0` 表示不转换，等待使用同一数据库的其他服务器。未设置时为机器核心数减一，但至少为一。',
    BOARDGATE_CONVERSION_TIME_LIMIT_MS: '一次转换总共可用的时间，单位为毫秒，超出则失败。',
    BOARDGATE_CONVERSION_ATTEMPTS: '一次转换最多启动几次：运行它的服务器中断后会重新启动。',
    BOARDGATE_CONVERSION_MAX_BYTES: '可下载的最大文档，单位为字节。',
    BOARDGATE_CONVERSION_MAX_PAGES: '文档的最大页数，超出则在绘制任何页面之前失败。',
    BOARDGATE_CONVERSION_ALLOW_HOSTS:
      '即使地址为私有地址，也允许从中获取文档或向其发送 Webhook 的主机，格式为 HOST 或 HOST:PORT，以逗号分隔。其他私有、回环、链路本地和元数据地址一律拒绝。',
    BOARDGATE_SOFFICE:
      '用于转换 Word 和 PowerPoint 文件的 LibreOffice `soffice` 程序。未设置时使用 `PATH` 中的程序。',
    BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX:
      '在 `bwrap` 无法隔离 LibreOffice 时是否仍转换 Word 和 PowerPoint 文件：恶意文档可能因此读取本机文件并访问其网络。',
    BOARDGATE_S3_ENDPOINT:
      '存放转换结果页面的 S3 兼容存储，以存储桶为路径。未设置时，结果为数据目录中的文件，由本服务器提供。',
    BOARDGATE_S3_REGION: '该存储的区域。',
    BOARDGATE_S3_ACCESS_KEY_ID: '该存储的密钥 ID。须与其密钥一起设置。',
    BOARDGATE_S3_SECRET_ACCESS_KEY: '该密钥 ID 的密钥。',
    BOARDGATE_S3_PUBLIC_URL:
      '客户端读取存储桶内容的地址。未设置时为存储端点本身，此时存储桶须允许任何人读取。',
    BOARDGATE_CORS_ORIGINS:
      '允许从浏览器调用 `/v5` 的网页来源，以逗号分隔；`*` 表示任意。令牌通过请求头传递，绝不使用 Cookie。',
    BOARDGATE_LOG_LEVEL: '写入标准错误的日志级别：`info` 记录拒绝的请求，`debug` 还记录签发的每个令牌。',
  },
} as const satisfies Texts<typeof english>;
