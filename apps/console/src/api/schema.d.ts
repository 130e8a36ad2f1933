// Made by `npm run generate:client` from the server’s /openapi.json. Not to be edited.
export interface paths {
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether somebody is signed in, and until when
         * @description For the console’s own page: only with the header `x-boardgate-console: 1`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When the session ends if nobody asks for anything more
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in to the console, with the admin token or with the code of a link: sets the session’s cookie
         * @description For the console’s own page: only with the header `x-boardgate-console: 1`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The admin token */
                        adminToken?: string;
                        /** @description What a sign-in link has after `#code=`; good once, for 15 minutes */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description When the session ends if nobody asks for anything more
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        /**
         * Sign out
         * @description For the console’s own page: only with the header `x-boardgate-console: 1`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            projects: {
                                /** @description The appUUID */
                                id: string;
                                name: string;
                                /** @description teamUUID/appUUID, as clients want it */
                                appIdentifier: string;
                                /** Format: date-time */
                                createdAt: string;
                                disabled: boolean;
                                policy: {
                                    maxLifespanMs?: {
                                        sdk?: number;
                                        room?: number;
                                        task?: number;
                                    };
                                    allowPermanentTokens?: boolean;
                                    /** @enum {unknown} */
                                    maxRole?: "admin" | "writer" | "reader";
                                    conversions?: {
                                        maxWaitingTasks?: number;
                                        maxRunningTasks?: number;
                                        maxPages?: number;
                                        maxBytes?: number;
                                    };
                                } | null;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What people call it; unique */
                        name: string;
                        /** @description Limits of the tokens issued here; null = none but the server’s */
                        policy?: {
                            maxLifespanMs?: {
                                sdk?: number;
                                room?: number;
                                task?: number;
                            };
                            allowPermanentTokens?: boolean;
                            /** @enum {unknown} */
                            maxRole?: "admin" | "writer" | "reader";
                            conversions?: {
                                maxWaitingTasks?: number;
                                maxRunningTasks?: number;
                                maxPages?: number;
                                maxBytes?: number;
                            };
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The appUUID */
                            id: string;
                            name: string;
                            /** @description teamUUID/appUUID, as clients want it */
                            appIdentifier: string;
                            /** Format: date-time */
                            createdAt: string;
                            disabled: boolean;
                            policy: {
                                maxLifespanMs?: {
                                    sdk?: number;
                                    room?: number;
                                    task?: number;
                                };
                                allowPermanentTokens?: boolean;
                                /** @enum {unknown} */
                                maxRole?: "admin" | "writer" | "reader";
                                conversions?: {
                                    maxWaitingTasks?: number;
                                    maxRunningTasks?: number;
                                    maxPages?: number;
                                    maxBytes?: number;
                                };
                            } | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The appUUID */
                            id: string;
                            name: string;
                            /** @description teamUUID/appUUID, as clients want it */
                            appIdentifier: string;
                            /** Format: date-time */
                            createdAt: string;
                            disabled: boolean;
                            policy: {
                                maxLifespanMs?: {
                                    sdk?: number;
                                    room?: number;
                                    task?: number;
                                };
                                allowPermanentTokens?: boolean;
                                /** @enum {unknown} */
                                maxRole?: "admin" | "writer" | "reader";
                                conversions?: {
                                    maxWaitingTasks?: number;
                                    maxRunningTasks?: number;
                                    maxPages?: number;
                                    maxBytes?: number;
                                };
                            } | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a disabled project, with its keys, rooms and revocations */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, disable or enable a project, or set its policy */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What people call it; unique */
                        name?: string;
                        /** @description Whether every key and token of the project is refused */
                        disabled?: boolean;
                        /** @description Limits of the tokens issued here; null = none but the server’s */
                        policy?: {
                            maxLifespanMs?: {
                                sdk?: number;
                                room?: number;
                                task?: number;
                            };
                            allowPermanentTokens?: boolean;
                            /** @enum {unknown} */
                            maxRole?: "admin" | "writer" | "reader";
                            conversions?: {
                                maxWaitingTasks?: number;
                                maxRunningTasks?: number;
                                maxPages?: number;
                                maxBytes?: number;
                            };
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The appUUID */
                            id: string;
                            name: string;
                            /** @description teamUUID/appUUID, as clients want it */
                            appIdentifier: string;
                            /** Format: date-time */
                            createdAt: string;
                            disabled: boolean;
                            policy: {
                                maxLifespanMs?: {
                                    sdk?: number;
                                    room?: number;
                                    task?: number;
                                };
                                allowPermanentTokens?: boolean;
                                /** @enum {unknown} */
                                maxRole?: "admin" | "writer" | "reader";
                                conversions?: {
                                    maxWaitingTasks?: number;
                                    maxRunningTasks?: number;
                                    maxPages?: number;
                                    maxBytes?: number;
                                };
                            } | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List access keys, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of the project of this id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keys: {
                                accessKey: string;
                                name: string | null;
                                /** @description The id of its project */
                                project: string;
                                projectName: string;
                                /** @description Whether the pair was made elsewhere */
                                imported: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description From then on it is refused; null = never */
                                expiresAt: string | null;
                                disabled: boolean;
                                /** @enum {unknown} */
                                state: "enabled" | "disabled" | "expired" | "disabled with its project";
                                /** @description When a token of it was last accepted or issued, to the second; null = never */
                                lastUsedAt: string | null;
                                tokensIssued: number;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a pair of keys; its secret key is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What people call it; null = nothing */
                        name?: string | null;
                        /**
                         * Format: date-time
                         * @description From then on the key and its tokens are refused; null = never
                         */
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessKey: string;
                            /** @description Shown this once */
                            secretKey: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{id}/keys/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store a pair of keys that exists elsewhere, for example the vendor’s */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The access key (AK) */
                        accessKey: string;
                        /** @description The secret key (SK) */
                        secretKey: string;
                        /** @description What people call it; null = nothing */
                        name?: string | null;
                        /**
                         * Format: date-time
                         * @description From then on the key and its tokens are refused; null = never
                         */
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessKey: string;
                            name: string | null;
                            /** @description The id of its project */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was made elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on it is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When a token of it was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{accessKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an access key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    accessKey: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessKey: string;
                            name: string | null;
                            /** @description The id of its project */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was made elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on it is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When a token of it was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a key for good: every token it signed becomes worthless */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    accessKey: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, disable or enable a key, or set when it expires */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    accessKey: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What people call it; null = nothing */
                        name?: string | null;
                        /** @description Whether the key and its tokens are refused */
                        disabled?: boolean;
                        /**
                         * Format: date-time
                         * @description From then on the key and its tokens are refused; null = never
                         */
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessKey: string;
                            name: string | null;
                            /** @description The id of its project */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was made elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on it is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When a token of it was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/keys/{accessKey}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a pair that takes the place of a key, which stays good until a given time */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    accessKey: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Until when the old key stays good: later than the last token that it has signed
                         */
                        validUntil: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessKey: string;
                            /** @description Shown this once */
                            secretKey: string;
                            replaces: string;
                            /** Format: date-time */
                            oldValidUntil: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue a token without proving a key: the admin token is enough */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        kind: "sdk" | "room" | "task";
                        /**
                         * @description What the bearer may do
                         * @enum {unknown}
                         */
                        role: "admin" | "writer" | "reader";
                        /**
                         * @description How long the token is valid, in milliseconds; 0 = for ever
                         * @example 3600000
                         */
                        lifespan: number;
                        /** @description The access key that shall sign */
                        accessKey?: string;
                        /** @description Where no key is named, the id of the project whose oldest good key signs */
                        project?: string;
                        /** @description The room or task; not for an SDK token */
                        uuid?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether a token is accepted, and if not, why and what to change */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The token as it was sent, with whatever is around it */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            valid: boolean;
                            /** @enum {unknown} */
                            kind?: "sdk" | "room" | "task";
                            /** @enum {unknown} */
                            role?: "admin" | "writer" | "reader";
                            accessKey?: string | null;
                            uuid?: string | null;
                            issuedAt?: string | null;
                            expiresAt?: string | null;
                            nonce?: string;
                            /** @description The id of the project */
                            project?: string;
                            /** @enum {unknown} */
                            reason?: "format" | "unknown-key" | "signature" | "expired" | "disabled" | "revoked" | "banned" | "unknown-uuid";
                            /** @description The known mistake that explains it; null = none does */
                            mistake?: string | null;
                            /** @description What is wrong and what to change */
                            advice?: string;
                            /** @description What a refused token says, where it can be read */
                            decoded?: {
                                /** @enum {unknown} */
                                kind: "sdk" | "room" | "task";
                                /** @enum {unknown} */
                                role: "admin" | "writer" | "reader";
                                accessKey: string | null;
                                uuid: string | null;
                                issuedAt: string | null;
                                expiresAt: string | null;
                                nonce: string;
                            };
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List revocations, oldest first */
        get: {
            parameters: {
                query?: {
                    scope?: "token" | "room" | "key" | "project";
                    /** @description Only those of the project of this id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            revocations: {
                                id: string;
                                /** @enum {unknown} */
                                scope: "token" | "room" | "key" | "project";
                                project: string | null;
                                accessKey: string | null;
                                nonce: string | null;
                                issuedBefore: string | null;
                                /** @description When the token would have expired anyway; the revocation is removed an hour later */
                                expiresAt: string | null;
                                reason: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description What the revocation does, in a sentence */
                                note: string;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Revoke a token, or all of a room, a key or a project issued before a time */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The token to revoke */
                        token?: string;
                        /** @description The uuid of a room: every Room token for it */
                        room?: string;
                        /** @description An access key: every token it signed */
                        accessKey?: string;
                        /** @description The id of a project: every token its keys signed */
                        project?: string;
                        /**
                         * Format: date-time
                         * @description Not for a single token. Only what was issued before; default: until now
                         */
                        issuedBefore?: string;
                        /** @description For whoever reads it later */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            scope: "token" | "room" | "key" | "project";
                            project: string | null;
                            accessKey: string | null;
                            nonce: string | null;
                            issuedBefore: string | null;
                            /** @description When the token would have expired anyway; the revocation is removed an hour later */
                            expiresAt: string | null;
                            reason: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description What the revocation does, in a sentence */
                            note: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/revocations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a revocation back: its tokens are as good as before */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List rooms, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of the project of this id */
                    project?: string;
                    /** @description Only those whose name begins so, in upper or lower case, or whose uuid does */
                    search?: string;
                    /** @description Only those that are banned, or only those that are not */
                    banned?: "true" | "false";
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rooms: {
                                /** @description UUID v1 as 32 lowercase hex digits */
                                uuid: string;
                                name: string;
                                project: {
                                    id: string;
                                    name: string;
                                };
                                isRecord: boolean;
                                isBan: boolean;
                                /** @description Most writers at a time; 0 = any number */
                                limit: number;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a room */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The project’s id */
                        project: string;
                        /** @description Default: empty */
                        name?: string;
                        /** @description Whether the room is recorded; default: false */
                        isRecord?: boolean;
                        /** @description Most writers at a time; 0, the default, = any number */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID v1 as 32 lowercase hex digits */
                            uuid: string;
                            name: string;
                            project: {
                                id: string;
                                name: string;
                            };
                            isRecord: boolean;
                            isBan: boolean;
                            /** @description Most writers at a time; 0 = any number */
                            limit: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a room */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID v1 as 32 lowercase hex digits */
                            uuid: string;
                            name: string;
                            project: {
                                id: string;
                                name: string;
                            };
                            isRecord: boolean;
                            isBan: boolean;
                            /** @description Most writers at a time; 0 = any number */
                            limit: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Ban a room, or lift the ban */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether nobody may join any more, and whoever is inside has to leave */
                        isBan: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID v1 as 32 lowercase hex digits */
                            uuid: string;
                            name: string;
                            project: {
                                id: string;
                                name: string;
                            };
                            isRecord: boolean;
                            isBan: boolean;
                            /** @description Most writers at a time; 0 = any number */
                            limit: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List file conversions, newest first */
        get: {
            parameters: {
                query?: {
                    status?: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                    /** @description Only those of the project of this id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tasks: {
                                uuid: string;
                                /**
                                 * @description Through which of the two APIs it was started
                                 * @enum {unknown}
                                 */
                                api: "projector" | "services";
                                /** @description The project’s id */
                                project: string;
                                /** @description The document’s URL, without its query */
                                resource: string;
                                /** @enum {unknown} */
                                type: "static" | "dynamic";
                                /** @enum {unknown} */
                                status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                                /**
                                 * @description Where it stands in the queue
                                 * @enum {unknown}
                                 */
                                priority: "highest" | "lowest" | "normal";
                                percentage: number;
                                pageCount: number | null;
                                convertedPages: number;
                                /** @description Of all its files */
                                bytes: number;
                                /** @description How often it has been begun */
                                attempts: number;
                                /** Format: date-time */
                                createdAt: string;
                                startedAt: string | null;
                                endedAt: string | null;
                                errorCode: number | null;
                                errorMessage: string | null;
                                /** @description To its pages, or to its web page and archive */
                                links: string[];
                                previews: string[];
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Start a file conversion */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The project’s id */
                        project: string;
                        /** @description URL of the document: http or https */
                        resource: string;
                        /** @description Whether small pictures of the pages are made too */
                        preview?: boolean;
                        /** @description Pixels for each point of the page (1/72 inch); default: 1.2 */
                        scale?: number;
                        /**
                         * @description Default: png
                         * @enum {unknown}
                         */
                        outputFormat?: "png" | "jpg" | "jpeg" | "webp";
                        /** @enum {unknown} */
                        type?: "static" | "dynamic";
                        /** @description Where to POST once the task has finished or failed */
                        webhookEndpoint?: string;
                        /** @description How often that is tried again; default: 3 */
                        webhookRetry?: number;
                        /** @description 0 = best quality, 4 = smallest files; default: 0 */
                        imageCompressionLevel?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            uuid: string;
                            /**
                             * @description Through which of the two APIs it was started
                             * @enum {unknown}
                             */
                            api: "projector" | "services";
                            /** @description The project’s id */
                            project: string;
                            /** @description The document’s URL, without its query */
                            resource: string;
                            /** @enum {unknown} */
                            type: "static" | "dynamic";
                            /** @enum {unknown} */
                            status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                            /**
                             * @description Where it stands in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description Of all its files */
                            bytes: number;
                            /** @description How often it has been begun */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description To its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a file conversion */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            uuid: string;
                            /**
                             * @description Through which of the two APIs it was started
                             * @enum {unknown}
                             */
                            api: "projector" | "services";
                            /** @description The project’s id */
                            project: string;
                            /** @description The document’s URL, without its query */
                            resource: string;
                            /** @enum {unknown} */
                            type: "static" | "dynamic";
                            /** @enum {unknown} */
                            status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                            /**
                             * @description Where it stands in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description Of all its files */
                            bytes: number;
                            /** @description How often it has been begun */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description To its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{uuid}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Convert a document again whose conversion failed or was called off */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            uuid: string;
                            /**
                             * @description Through which of the two APIs it was started
                             * @enum {unknown}
                             */
                            api: "projector" | "services";
                            /** @description The project’s id */
                            project: string;
                            /** @description The document’s URL, without its query */
                            resource: string;
                            /** @enum {unknown} */
                            type: "static" | "dynamic";
                            /** @enum {unknown} */
                            status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                            /**
                             * @description Where it stands in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description Of all its files */
                            bytes: number;
                            /** @description How often it has been begun */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description To its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{uuid}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a file conversion off */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false = it had ended before */
                            cancelled: boolean;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{uuid}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Move a waiting file conversion to the front or to the back of the queue */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    uuid: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description To which end of the queue
                         * @enum {unknown}
                         */
                        priority: "highest" | "lowest";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description false = it had ended before */
                            moved: boolean;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhook deliveries, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of the project of this id */
                    project?: string;
                    /** @description Only those that tell of the task of this uuid */
                    task?: string;
                    status?: "pending" | "delivered" | "failed";
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: {
                                /** @description The webhook-id, the same in every attempt */
                                id: string;
                                /** @description The uuid of the task that it tells of */
                                task: string;
                                /** @description The project’s id */
                                project: string;
                                /** @description Where it is sent, without user and query */
                                url: string;
                                /** @enum {unknown} */
                                status: "pending" | "delivered" | "failed";
                                /** @description Those that were answered or failed, since it was made or redelivered */
                                attempts: number;
                                maxAttempts: number;
                                /** @description When it is tried next, or again if nothing comes of the attempt under way; null = never */
                                dueAt: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description When the last attempt began; null = there was none */
                                attemptedAt: string | null;
                                /** @description The receiver’s answer to the last attempt; null = none came */
                                responseStatus: number | null;
                                /** @description Why the last attempt failed */
                                error: string | null;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a webhook delivery with what is sent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The webhook-id, the same in every attempt */
                            id: string;
                            /** @description The uuid of the task that it tells of */
                            task: string;
                            /** @description The project’s id */
                            project: string;
                            /** @description Where it is sent, without user and query */
                            url: string;
                            /** @enum {unknown} */
                            status: "pending" | "delivered" | "failed";
                            /** @description Those that were answered or failed, since it was made or redelivered */
                            attempts: number;
                            maxAttempts: number;
                            /** @description When it is tried next, or again if nothing comes of the attempt under way; null = never */
                            dueAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description When the last attempt began; null = there was none */
                            attemptedAt: string | null;
                            /** @description The receiver’s answer to the last attempt; null = none came */
                            responseStatus: number | null;
                            /** @description Why the last attempt failed */
                            error: string | null;
                            /** @description What is sent, to the byte */
                            body: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a webhook again, whatever became of it: same id, same body, all its attempts anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The webhook-id, the same in every attempt */
                            id: string;
                            /** @description The uuid of the task that it tells of */
                            task: string;
                            /** @description The project’s id */
                            project: string;
                            /** @description Where it is sent, without user and query */
                            url: string;
                            /** @enum {unknown} */
                            status: "pending" | "delivered" | "failed";
                            /** @description Those that were answered or failed, since it was made or redelivered */
                            attempts: number;
                            maxAttempts: number;
                            /** @description When it is tried next, or again if nothing comes of the attempt under way; null = never */
                            dueAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description When the last attempt began; null = there was none */
                            attemptedAt: string | null;
                            /** @description The receiver’s answer to the last attempt; null = none came */
                            responseStatus: number | null;
                            /** @description Why the last attempt failed */
                            error: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{id}/webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The secret that a project’s webhooks are signed with; made when it is first asked for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What receivers check signatures with: whsec_ and base64 */
                            secret: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a new one: whatever is sent from now on is signed with it, retries included */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What receivers check signatures with: whsec_ and base64 */
                            secret: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only what this actor did */
                    actor?: string;
                    action?: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
                    /** @description Only what was done to this project, key, room or revocation */
                    subject?: string;
                    /** @description Only what concerns the project of this id */
                    project?: string;
                    /** @description From this time on */
                    from?: string;
                    /** @description Up to this time, without it */
                    until?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            entries: {
                                id: number;
                                /** Format: date-time */
                                at: string;
                                /** @description `admin`, `command:USER`, `key:AK` or `start` */
                                actor: string;
                                address: string | null;
                                /** @enum {unknown} */
                                action: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
                                subject: string;
                                project: string | null;
                                /** @description What was there; null = nothing */
                                before: {
                                    [key: string]: unknown;
                                } | null;
                                /** @description What is there since; null = nothing */
                                after: {
                                    [key: string]: unknown;
                                } | null;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens issued and requests refused, per key, kind, role and hour, oldest hour first */
        get: {
            parameters: {
                query?: {
                    /** @description Only what concerns the project of this id */
                    project?: string;
                    /** @description Only this access key */
                    accessKey?: string;
                    /** @description From the hour that holds this time on */
                    from?: string;
                    /** @description Up to this time, without it */
                    until?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the page before */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            usage: {
                                /**
                                 * Format: date-time
                                 * @description When the hour began
                                 */
                                hour: string;
                                project: string;
                                accessKey: string;
                                /** @enum {unknown} */
                                kind: "sdk" | "room" | "task";
                                /** @enum {unknown} */
                                role: "admin" | "writer" | "reader";
                                issued: number;
                                refused: number;
                            }[];
                            /** @description What to send as `after` to get the next page; null = this was the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the service did, and how it is */
        get: {
            parameters: {
                query?: {
                    /** @description How far back; default: hour */
                    range?: "hour" | "day" | "month";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            range: "hour" | "day" | "month";
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            until: string;
                            /** @description How long each bucket is */
                            bucketMs: number;
                            /** @description Tokens by kind, oldest first, without gaps */
                            buckets: {
                                /**
                                 * Format: date-time
                                 * @description When it began
                                 */
                                at: string;
                                issued: {
                                    sdk: number;
                                    room: number;
                                    task: number;
                                };
                                refused: {
                                    sdk: number;
                                    room: number;
                                    task: number;
                                };
                            }[];
                            /** @description Requests refused or failed, the most frequent first */
                            refusals: {
                                /** @description As docs/api.md lists them */
                                code: string;
                                count: number;
                            }[];
                            /** @description At most ten, by whole hours */
                            busiestKeys: {
                                accessKey: string;
                                name: string | null;
                                project: {
                                    id: string;
                                    name: string;
                                };
                                issued: number;
                                refused: number;
                            }[];
                            conversions: {
                                waiting: number;
                                running: number;
                            };
                            database: {
                                /** @enum {unknown} */
                                kind: "sqlite" | "postgres";
                                pingMs: number;
                            };
                            /** @description The servers on this database, and those that went without a word within a day */
                            nodes: {
                                id: string;
                                host: string;
                                version: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                seenAt: string;
                                isAlive: boolean;
                            }[];
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which versions this is, and what it can do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of this server */
                            version: string;
                            /** @description The version of Node.js */
                            node: string;
                            database: {
                                /** @enum {unknown} */
                                kind: "sqlite" | "postgres";
                                version: string;
                            };
                            /** @description The kinds of document that are converted */
                            formats: string[];
                            regions: string[];
                            /** @description Where a request names no region; null = it has to */
                            defaultRegion: string | null;
                            /**
                             * @description Where rooms and conversions live
                             * @enum {unknown}
                             */
                            resources: "local" | "external";
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force, by their environment variables; secrets are masked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new admin token, shown this once; the old one is refused from now on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adminToken: string;
                        };
                    };
                };
                /** @description Refused: `message` says what is wrong */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
