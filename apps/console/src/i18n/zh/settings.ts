import type { settings as english } from '../en/settings.ts';
import type { Texts } from '../texts.ts';

export const settings = {
  title: '设置',
  description: '当前的配置、区域和版本',
  versions: {
    title: '版本',
    resources: '房间与文档转换',
    local: '由本服务器提供',
    external: '由其他服务提供，本服务器只签发 Token',
  },
  regions: {
    title: '区域',
    default: '{{region}}（默认）',
    noDefault:
      '没有默认区域：缺少 `region` 请求头的请求会被拒绝。许多旧版客户端不发送该请求头，如需支持，请设置 `BOARDGATE_DEFAULT_REGION`。',
    hasDefault: '缺少 `region` 请求头的请求使用 `{{region}}`。',
  },
  formats: {
    title: '文档格式',
    names: { pdf: 'PDF', word: 'Word（{{kinds}}）', powerPoint: 'PowerPoint（{{kinds}}）' },
    converted: '支持',
    missing: '不可用',
    elsewhere: '文档转换由其他服务提供，本服务器只签发 Token。',
    advice:
      'Word 和 PowerPoint 文件由 LibreOffice 转换，并由 bubblewrap 隔离。请在服务器上安装两者（命令适用于 Debian 和 Ubuntu），或将 `BOARDGATE_SOFFICE` 设为其他 LibreOffice，然后重启。如果已经安装，服务器启动时会在日志中说明无法使用的原因。',
    command: '安装命令',
  },
  signInLink: {
    title: '登录链接',
    explanation:
      '要从其他浏览器登录，或让他人无需管理员 Token 即可登录，请在服务器上运行以下命令。它会打印一个登录链接，15 分钟内可使用一次。请像管理员 Token 一样妥善保管该链接。',
    command: '命令',
  },
  adminToken: {
    title: '管理员 Token',
    explanation: '如果管理员 Token 遗失或知道的人过多，请更换。旧 Token 立即失效，所有人都会退出登录。',
    configured:
      '管理员 Token 由 `BOARDGATE_ADMIN_TOKEN` 设定。如需更换，请修改该环境变量并重启服务器，届时所有人都会退出登录。',
    replace: '更换管理员 Token',
    confirmTitle: '更换管理员 Token？',
    warning:
      '所有使用旧 Token 的程序会立即被拒绝。所有会话都会结束，包括您自己的。新 Token 仅显示一次，您需要用它重新登录。此操作无法撤销。',
    confirm: '立即更换',
  },
  newToken: {
    title: '新的管理员 Token',
    explanation:
      '旧 Token 已失效，所有会话都已结束，包括您自己的。请保存新 Token，然后用它登录。如果遗失，可用 `boardgate admin-token new` 再创建一个。',
    label: '管理员 Token',
    signIn: '我已保存，重新登录',
  },
  configuration: {
    title: '配置',
    description: '当前的设置，按环境变量列出。如需修改，请设置对应的环境变量或命令行参数，然后重启服务器。',
    search: '查找设置',
    none: '没有匹配的设置。',
    setting: '设置',
    value: '值',
    unset: '未设置',
    masked: '已设置，不显示',
  },
  explanations: {
    BOARDGATE_HOST: '监听的地址。`0.0.0.0` 或 `::` 表示监听所有网络接口。',
    BOARDGATE_PORT: '监听的端口。`0` 表示自动选择空闲端口，启动信息会显示该端口。',
    BOARDGATE_DATA_DIR: '存放 SQLite 数据库、自动生成的主密钥和转换结果的目录，不存在时会自动创建。',
    BOARDGATE_DATABASE_URL: '用于代替 SQLite 的 PostgreSQL 数据库，可由多台服务器共用。',
    BOARDGATE_ACCESS_KEY: '启动时导入 `default` 项目的访问密钥 (AK)，仅在尚未保存时导入。须与 SK 一起设置。',
    BOARDGATE_SECRET_KEY: '该 AK 对应的私有访问密钥 (SK)。',
    BOARDGATE_ADMIN_TOKEN:
      '保护 `/v1` 管理 API 的 Token：16 到 256 个可见 ASCII 字符。未设置时，首次启动会生成一个并打印一次。共用数据库的服务器须使用同一个 Token。',
    BOARDGATE_MASTER_KEY:
      '用于加密所存 SK 的主密钥：32 个随机字节的 base64。未设置时使用数据目录中首次启动时生成的 `master.key`。共用数据库的服务器须使用同一个主密钥。',
    BOARDGATE_RESOURCES:
      '`local`：房间和转换任务由本服务器管理。`external`：两者由厂商的云服务管理，本服务器只签发 Token，不查询 UUID。',
    BOARDGATE_REGIONS: '本服务器所服务的区域，以逗号分隔。',
    BOARDGATE_DEFAULT_REGION:
      '未指定区域的请求所用的区域。未设置时，此类请求会被拒绝。许多旧版客户端不指定区域。',
    BOARDGATE_REGION_UPSTREAMS:
      '其他区域及其服务器：指定这些区域的请求会转发到对应的服务器。一个区域只能归属一处，因此不得同时列入 `BOARDGATE_REGIONS`。',
    BOARDGATE_MAX_LIFESPAN_MS: 'Token 的最长有效期，单位为毫秒。未设置时不限。永久 Token 另行设置。',
    BOARDGATE_ALLOW_PERMANENT_TOKENS: '是否接受值为 0 的有效期，即永不过期的 Token。',
    BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS:
      '同一地址在统计窗口内可以发送多少次错误的 SK 或管理员 Token，超出后返回 429。IPv6 地址按前 64 位计算。`0` 表示不限。',
    BOARDGATE_FAILED_ATTEMPTS_PER_KEY:
      '同一 AK 在统计窗口内可以从所有地址收到多少次错误的 SK，超出后每个地址在一个窗口内只能尝试一次。未出错过的地址使用正确的密钥始终有效。`0` 表示不限。',
    BOARDGATE_FAILED_ATTEMPTS_WINDOW_MS: '错误尝试的统计窗口，单位为毫秒。',
    BOARDGATE_WORKERS:
      '提供服务的进程数。`auto` 表示每个核心一个。限额、指标和转换按所有进程合计，PostgreSQL 连接由它们分用。意外终止的进程会被替换。',
    BOARDGATE_MAX_CONNECTIONS: '同时打开的连接数上限。超出的连接会被直接关闭，没有应答。',
    BOARDGATE_MAX_CONNECTIONS_PER_ADDRESS:
      '同一 IPv4 地址或同一 IPv6 网段（/64）的连接数上限，超出的连接会被拒绝。设置了 `BOARDGATE_TRUSTED_PROXIES` 时不适用，因为所有连接都来自代理。',
    BOARDGATE_DATABASE_POOL_SIZE:
      '请求可同时使用的 PostgreSQL 连接数上限，由一台服务器的各进程分用；每个进程另有一个连接用于接收更改通知，有时还有一个用于耗时操作。所有服务器合计须低于 PostgreSQL 的 `max_connections`。',
    BOARDGATE_DATABASE_TIMEOUT_MS:
      '请求等待 PostgreSQL 的时间，单位毫秒：先等待连接，再等待每条语句。沉默更久的连接会被替换。',
    BOARDGATE_START_LIMIT_MS: '启动时等待无法连接的数据库的时间，单位毫秒。`0` 表示只尝试一次。',
    BOARDGATE_SHUTDOWN_DELAY_MS:
      '收到停止信号后继续服务的时间，单位毫秒。在此期间 `/readyz` 返回 503，且每个应答都会结束其连接。位于负载均衡之后时，应大于负载均衡发现该状态所需的时间。',
    BOARDGATE_SHUTDOWN_LIMIT_MS:
      '停止过程总共可用的时间，单位毫秒。到时仍未完成的会被中断。`docker stop` 等待 10 秒，Kubernetes 等待 30 秒。',
    BOARDGATE_KEEP_ALIVE_TIMEOUT_MS:
      '连接没有请求时保持打开的时间，单位为毫秒。应大于前面负载均衡器的空闲超时，否则均衡器可能在正在关闭的连接上发送请求。',
    BOARDGATE_TRUSTED_PROXIES:
      '位于本服务器前面的代理，以逗号分隔的地址或网段。只有来自这些代理的 `X-Forwarded-For`（客户端地址）和 `X-Forwarded-Proto`（是否使用 TLS），或二者兼有的 `Forwarded`，才会被采信。',
    BOARDGATE_PUBLIC_URL:
      '客户端访问本服务器的 URL，用作转换结果链接和控制台链接的前缀。未设置时使用监听地址。',
    BOARDGATE_CONVERSION_CONCURRENCY:
      '本服务器同时转换的文档数。`0` 表示不转换，由使用同一数据库的其他服务器转换。未设置时为机器核心数减一，但至少为一。',
    BOARDGATE_CONVERSION_TIME_LIMIT_MS:
      '一次转换可占用的处理器时间，单位为毫秒。转换让位于请求，因此从文档下载完成时算起，实际用时可达其十倍。超出任一限制则失败。',
    BOARDGATE_CONVERSION_ATTEMPTS: '一次转换最多尝试几次：运行它的服务器中断后会重新尝试。',
    BOARDGATE_CONVERSION_MAX_BYTES: '可下载的最大文档，单位为字节。',
    BOARDGATE_CONVERSION_MAX_PAGES: '文档的最大页数，超出则在渲染任何页面之前失败。',
    BOARDGATE_CONVERSION_ALLOW_HOSTS:
      '即使地址为私有地址，也允许从中下载文档或向其发送 Webhook 的主机，格式为 HOST 或 HOST:PORT，以逗号分隔。其他私有、回环、链路本地和元数据地址一律拒绝。',
    BOARDGATE_SOFFICE:
      '用于转换 Word 和 PowerPoint 文件的 LibreOffice `soffice` 程序。未设置时使用 `PATH` 中的程序。',
    BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX:
      '在 `bwrap` 无法隔离 LibreOffice 时是否仍转换 Word 和 PowerPoint 文件：恶意文档可能因此读取本机文件并访问其网络。',
    BOARDGATE_S3_ENDPOINT:
      '存放转换结果的 S3 兼容存储，以存储桶为路径。未设置时，结果保存在数据目录中，由本服务器提供。',
    BOARDGATE_S3_REGION: '该存储的区域。',
    BOARDGATE_S3_ACCESS_KEY_ID: '该存储的密钥 ID，须与其密钥一起设置。',
    BOARDGATE_S3_SECRET_ACCESS_KEY: '该密钥 ID 的密钥。',
    BOARDGATE_S3_PUBLIC_URL:
      '客户端读取存储桶内容的 URL。未设置时使用存储端点本身，此时存储桶须允许任何人读取。',
    BOARDGATE_CORS_ORIGINS:
      '允许从浏览器调用 `/v5` 的网页来源，以逗号分隔；`*` 表示任意。Token 通过请求头传递，从不使用 Cookie。',
    BOARDGATE_LOG_FORMAT:
      '日志的格式：`text` 供人阅读，`json` 供程序读取，每行一个对象。`auto`：在终端中为文本，否则为 JSON。设置 `NO_COLOR` 可关闭颜色。',
    BOARDGATE_LOG_LEVEL: '写入标准错误的日志级别：`info` 记录被拒绝的请求，`debug` 还记录签发的每个 Token。',
  },
} as const satisfies Texts<typeof english>;
