// An `import` of node:http also loads Node's own fetch and WebSocket: 17 MB and 35 ms at every start.
export const http = process.getBuiltinModule('node:http');
export const https = process.getBuiltinModule('node:https');
