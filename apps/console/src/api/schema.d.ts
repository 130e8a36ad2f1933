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
         * Get the session: whether one is open, and until when
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
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
                             * @description When the session ends unless the person is active
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Sign in to the console with the admin token or the code of a link; sets the session cookie
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
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
                        /** @description The text after `#code=` in a sign-in link; valid once, for 15 minutes */
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
                             * @description When the session ends unless the person is active
                             */
                            expiresAt: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        /**
         * Sign out
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                    /** @description The `next` of the previous page */
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
                                /** @description teamUUID/appUUID, as client SDKs expect it */
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
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                        /** @description Unique */
                        name: string;
                        /** @description Limits on the tokens issued here and on conversions; null = only the server’s own */
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
                            /** @description teamUUID/appUUID, as client SDKs expect it */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                            /** @description teamUUID/appUUID, as client SDKs expect it */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a disabled project with its keys, rooms, conversion tasks and revocations */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                        /** @description Unique */
                        name?: string;
                        /** @description Whether the project’s keys and tokens are refused */
                        disabled?: boolean;
                        /** @description Limits on the tokens issued here and on conversions; null = only the server’s own */
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
                            /** @description teamUUID/appUUID, as client SDKs expect it */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                                /** @description The project’s id */
                                project: string;
                                projectName: string;
                                /** @description Whether the pair was created elsewhere */
                                imported: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description From then on the key is refused; null = never */
                                expiresAt: string | null;
                                disabled: boolean;
                                /** @enum {unknown} */
                                state: "enabled" | "disabled" | "expired" | "disabled with its project";
                                /** @description When one of its tokens was last accepted or issued, to the second; null = never */
                                lastUsedAt: string | null;
                                tokensIssued: number;
                            }[];
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Create a pair of keys; its secret key is shown only this once */
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
                        /** @description A name for people; null = none */
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
                            /** @description Shown only this once */
                            secretKey: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Import a pair of keys that exists elsewhere, for example the vendor’s */
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
                        /** @description A name for people; null = none */
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
                            /** @description The project’s id */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was created elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on the key is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When one of its tokens was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                            /** @description The project’s id */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was created elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on the key is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When one of its tokens was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a key for good: every token that it signed stops working */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                        /** @description A name for people; null = none */
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
                            /** @description The project’s id */
                            project: string;
                            projectName: string;
                            /** @description Whether the pair was created elsewhere */
                            imported: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description From then on the key is refused; null = never */
                            expiresAt: string | null;
                            disabled: boolean;
                            /** @enum {unknown} */
                            state: "enabled" | "disabled" | "expired" | "disabled with its project";
                            /** @description When one of its tokens was last accepted or issued, to the second; null = never */
                            lastUsedAt: string | null;
                            tokensIssued: number;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Create a pair that replaces a key; the old key stays valid until a given time */
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
                         * @description How long the old key stays valid: choose a time after its last token expires
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
                            /** @description Shown only this once */
                            secretKey: string;
                            replaces: string;
                            /** Format: date-time */
                            oldValidUntil: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Issue a token without a secret key */
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
                         * @description How long the token is valid, in milliseconds; 0 = forever
                         * @example 3600000
                         */
                        lifespan: number;
                        /** @description The access key that signs */
                        accessKey?: string;
                        /** @description If no access key is given: the id of the project whose oldest valid key signs */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Tell whether a token is accepted, and if not, why and how to correct it */
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
                        /** @description The token exactly as it was sent, with any text around it */
                        token: string;
                        /**
                         * @description What the token is wanted for: the answer tells whether its kind and role permit that
                         * @enum {unknown}
                         */
                        operation?: "issue-room-token" | "issue-task-token" | "create-room" | "list-rooms" | "get-room" | "ban-room" | "start-conversion" | "list-conversions" | "query-conversion" | "prioritise-conversion" | "cancel-conversion" | "start-older-conversion" | "query-older-conversion";
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
                            /** @description The project’s id */
                            project?: string;
                            /** @enum {unknown} */
                            reason?: "format" | "unknown-key" | "signature" | "expired" | "disabled" | "revoked" | "banned" | "unknown-uuid";
                            /** @description The known mistake that explains the refusal; null = none does */
                            mistake?: string | null;
                            /** @description Everything that is wrong, in the order to correct it in */
                            advice?: string;
                            /** @description The sentences of `advice`, as codes with the values that they name */
                            explanations?: {
                                /** @enum {unknown} */
                                code: "jwt" | "agora-token" | "white-token" | "placeholder" | "key-as-token" | "number-role" | "number-value" | "escaped-slash" | "escaped-unicode" | "escaped-html" | "unescaped-json" | "spaced-json" | "signed-escapes" | "other-charset" | "dropped-empty-field" | "unsorted-keys" | "signed-query" | "other-hash" | "signature-form" | "other-key-of-project" | "swapped-keys" | "swapped-arguments" | "padded-access-key" | "padded-secret-key" | "altered-secret-key" | "missing-secret-key" | "access-key-as-secret" | "quotes" | "bearer-prefix" | "text-around" | "json-escapes" | "invisible-characters" | "line-breaks" | "spaces" | "percent-encoded" | "padding" | "standard-base64" | "double-base64" | "payload-form" | "query-encoding" | "cut-off" | "missing-prefix" | "misspelt-prefix" | "relabelled-prefix" | "field-name" | "nonce-missing" | "role-missing" | "role-word" | "role-range" | "uuid-missing" | "uuid-form" | "expire-at-form" | "expire-at-concatenated" | "lifespan-in-seconds" | "expire-at-in-seconds" | "expire-at-unit" | "lifespan-unit" | "lifespan-is-time" | "local-time" | "far-expiry" | "clock-skew" | "not-a-token" | "refused-when-mended" | "unknown-key" | "secret-key-exposed" | "signed-otherwise" | "not-a-signature" | "access-key-missing" | "length-of-limit" | "expired" | "key-deleted" | "key-disabled" | "key-expired" | "project-disabled" | "token-revoked" | "tokens-revoked" | "room-banned" | "relabelled-room-token" | "relabelled-task-token" | "unknown-room" | "unknown-task" | "uuid-found" | "room-of-other-project" | "task-of-other-project";
                                values: {
                                    [key: string]: string | number;
                                };
                            }[];
                            /** @description What is doubtful about the token, though it is no reason to refuse it */
                            warnings?: {
                                /** @enum {unknown} */
                                code: "jwt" | "agora-token" | "white-token" | "placeholder" | "key-as-token" | "number-role" | "number-value" | "escaped-slash" | "escaped-unicode" | "escaped-html" | "unescaped-json" | "spaced-json" | "signed-escapes" | "other-charset" | "dropped-empty-field" | "unsorted-keys" | "signed-query" | "other-hash" | "signature-form" | "other-key-of-project" | "swapped-keys" | "swapped-arguments" | "padded-access-key" | "padded-secret-key" | "altered-secret-key" | "missing-secret-key" | "access-key-as-secret" | "quotes" | "bearer-prefix" | "text-around" | "json-escapes" | "invisible-characters" | "line-breaks" | "spaces" | "percent-encoded" | "padding" | "standard-base64" | "double-base64" | "payload-form" | "query-encoding" | "cut-off" | "missing-prefix" | "misspelt-prefix" | "relabelled-prefix" | "field-name" | "nonce-missing" | "role-missing" | "role-word" | "role-range" | "uuid-missing" | "uuid-form" | "expire-at-form" | "expire-at-concatenated" | "lifespan-in-seconds" | "expire-at-in-seconds" | "expire-at-unit" | "lifespan-unit" | "lifespan-is-time" | "local-time" | "far-expiry" | "clock-skew" | "not-a-token" | "refused-when-mended" | "unknown-key" | "secret-key-exposed" | "signed-otherwise" | "not-a-signature" | "access-key-missing" | "length-of-limit" | "expired" | "key-deleted" | "key-disabled" | "key-expired" | "project-disabled" | "token-revoked" | "tokens-revoked" | "room-banned" | "relabelled-room-token" | "relabelled-task-token" | "unknown-room" | "unknown-task" | "uuid-found" | "room-of-other-project" | "task-of-other-project";
                                values: {
                                    [key: string]: string | number;
                                };
                                advice: string;
                            }[];
                            /** @description Whether the token permits the operation that was asked about, on a room or task of its own */
                            permission?: {
                                /** @enum {unknown} */
                                operation: "issue-room-token" | "issue-task-token" | "create-room" | "list-rooms" | "get-room" | "ban-room" | "start-conversion" | "list-conversions" | "query-conversion" | "prioritise-conversion" | "cancel-conversion" | "start-older-conversion" | "query-older-conversion";
                                permitted: boolean;
                                /** @description The lowest role for each kind of token that the operation accepts */
                                needs: {
                                    /** @enum {unknown} */
                                    sdk?: "admin" | "writer" | "reader";
                                    /** @enum {unknown} */
                                    room?: "admin" | "writer" | "reader";
                                    /** @enum {unknown} */
                                    task?: "admin" | "writer" | "reader";
                                };
                                /** @description The same as a sentence */
                                advice: string;
                            };
                            /** @description The claims of a refused token, if it can be read */
                            decoded?: {
                                /** @enum {unknown} */
                                kind: "sdk" | "room" | "task";
                                /** @description null = it cannot be read */
                                role: ("admin" | "writer" | "reader") | null;
                                accessKey: string | null;
                                uuid: string | null;
                                issuedAt: string | null;
                                expiresAt: string | null;
                                nonce: string;
                            };
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        /** Revoke a token, or the tokens of a room, key or project that were issued before a time */
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
                        /** @description The uuid of a room: revokes every Room token for it */
                        room?: string;
                        /** @description An access key: revokes every token that it signed */
                        accessKey?: string;
                        /** @description The id of a project: revokes every token that its keys signed */
                        project?: string;
                        /**
                         * Format: date-time
                         * @description Revokes only what was issued before this time; default: now. Not with `token`
                         */
                        issuedBefore?: string;
                        /** @description A note for people */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Delete a revocation: its tokens are accepted again */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** List the rooms of all projects or one, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Only rooms whose name, in upper or lower case, or whose uuid begins with this text */
                    search?: string;
                    /** @description Only banned rooms, or only open ones */
                    banned?: "true" | "false";
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        /** Create a room in any project */
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
                        /** @description Most writers at a time; default: 0, any number */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get a room of any project */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Ban a room of any project, or lift the ban */
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
                        /** @description Whether the room is closed: nobody may join, and everyone inside has to leave */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** List the file conversions of all projects or one, newest first */
        get: {
            parameters: {
                query?: {
                    status?: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                                 * @description The API that started it
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
                                 * @description Its place in the queue
                                 * @enum {unknown}
                                 */
                                priority: "highest" | "lowest" | "normal";
                                percentage: number;
                                pageCount: number | null;
                                convertedPages: number;
                                /** @description The size of all its files */
                                bytes: number;
                                /** @description How often the conversion has started */
                                attempts: number;
                                /** Format: date-time */
                                createdAt: string;
                                startedAt: string | null;
                                endedAt: string | null;
                                errorCode: number | null;
                                errorMessage: string | null;
                                /** @description Links to its pages, or to its web page and archive */
                                links: string[];
                                previews: string[];
                            }[];
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        /** Start a file conversion in any project */
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
                        /** @description The document’s URL: http or https */
                        resource: string;
                        /** @description Whether to create small previews of the pages too */
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
                        /** @description The URL to POST to when the task finishes or fails */
                        webhookEndpoint?: string;
                        /** @description Retries of the webhook; default: 3 */
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
                             * @description The API that started it
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
                             * @description Its place in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description The size of all its files */
                            bytes: number;
                            /** @description How often the conversion has started */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description Links to its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get a file conversion of any project */
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
                             * @description The API that started it
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
                             * @description Its place in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description The size of all its files */
                            bytes: number;
                            /** @description How often the conversion has started */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description Links to its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Convert a document again whose conversion failed or was cancelled */
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
                             * @description The API that started it
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
                             * @description Its place in the queue
                             * @enum {unknown}
                             */
                            priority: "highest" | "lowest" | "normal";
                            percentage: number;
                            pageCount: number | null;
                            convertedPages: number;
                            /** @description The size of all its files */
                            bytes: number;
                            /** @description How often the conversion has started */
                            attempts: number;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            errorCode: number | null;
                            errorMessage: string | null;
                            /** @description Links to its pages, or to its web page and archive */
                            links: string[];
                            previews: string[];
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Cancel a file conversion of any project */
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
                            /** @description false = it had already ended */
                            cancelled: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Move a waiting file conversion of any project to the front or the back of its queue */
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
                         * @description Which end of the queue
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
                            /** @description false = it had already ended */
                            moved: boolean;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Only this task, by its uuid */
                    task?: string;
                    status?: "pending" | "delivered" | "failed";
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                                /** @description The uuid of the conversion task */
                                task: string;
                                /** @description The project’s id */
                                project: string;
                                /** @description The receiver, without user and query */
                                url: string;
                                /** @enum {unknown} */
                                status: "pending" | "delivered" | "failed";
                                /** @description Completed attempts since it was created or redelivered */
                                attempts: number;
                                maxAttempts: number;
                                /** @description When the next attempt is due; null = never */
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
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get a webhook delivery with its body */
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
                            /** @description The uuid of the conversion task */
                            task: string;
                            /** @description The project’s id */
                            project: string;
                            /** @description The receiver, without user and query */
                            url: string;
                            /** @enum {unknown} */
                            status: "pending" | "delivered" | "failed";
                            /** @description Completed attempts since it was created or redelivered */
                            attempts: number;
                            maxAttempts: number;
                            /** @description When the next attempt is due; null = never */
                            dueAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description When the last attempt began; null = there was none */
                            attemptedAt: string | null;
                            /** @description The receiver’s answer to the last attempt; null = none came */
                            responseStatus: number | null;
                            /** @description Why the last attempt failed */
                            error: string | null;
                            /** @description Exactly what is sent */
                            body: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Send a webhook again, whatever its status: same id, same body, with all its attempts */
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
                            /** @description The uuid of the conversion task */
                            task: string;
                            /** @description The project’s id */
                            project: string;
                            /** @description The receiver, without user and query */
                            url: string;
                            /** @enum {unknown} */
                            status: "pending" | "delivered" | "failed";
                            /** @description Completed attempts since it was created or redelivered */
                            attempts: number;
                            maxAttempts: number;
                            /** @description When the next attempt is due; null = never */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get the secret that signs a project’s webhooks; the first request creates it */
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
                            /** @description Receivers check signatures with it: whsec_ and base64 */
                            secret: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
                    };
                };
            };
        };
        put?: never;
        /** Replace the secret: it signs everything sent from now on, retries included */
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
                            /** @description Receivers check signatures with it: whsec_ and base64 */
                            secret: string;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** List who did what, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only the actions of this actor */
                    actor?: string;
                    action?: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
                    /** @description Only actions on this project, key, room, task, revocation or delivery */
                    subject?: string;
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description From this time on */
                    from?: string;
                    /** @description Before this time */
                    until?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                                /** @description `admin`, `console`, `command:USER`, `key:AK` or `start` */
                                actor: string;
                                address: string | null;
                                /** @enum {unknown} */
                                action: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
                                subject: string;
                                project: string | null;
                                /** @description The state before; null = none */
                                before: {
                                    [key: string]: unknown;
                                } | null;
                                /** @description The state after; null = none */
                                after: {
                                    [key: string]: unknown;
                                } | null;
                            }[];
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** List tokens issued and requests refused, per key, kind, role and hour, oldest hour first */
        get: {
            parameters: {
                query?: {
                    /** @description Only this project, by its id */
                    project?: string;
                    /** @description Only this access key */
                    accessKey?: string;
                    /** @description From the hour that contains this time */
                    from?: string;
                    /** @description Before this time */
                    until?: string;
                    /** @description Most entries to list; default: 100 */
                    limit?: number;
                    /** @description The `next` of the previous page */
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
                            /** @description Send it as `after` to get the next page; null = this is the last page */
                            next: string | null;
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get the service’s recent activity and its state */
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
                            /** @description The length of each bucket */
                            bucketMs: number;
                            /** @description Tokens by kind, oldest bucket first, without gaps */
                            buckets: {
                                /**
                                 * Format: date-time
                                 * @description When the bucket began
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
                            /** @description Requests refused or failed, the most frequent code first */
                            refusals: {
                                /** @description A code of docs/api.md */
                                code: string;
                                count: number;
                            }[];
                            /** @description At most ten, counted by whole hours */
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
                            /** @description The servers on this database, and those that disappeared within the last day */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get versions, formats and regions */
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
                            /** @description The version of Boardgate */
                            version: string;
                            /** @description The version of Node.js */
                            node: string;
                            database: {
                                /** @enum {unknown} */
                                kind: "sqlite" | "postgres";
                                version: string;
                            };
                            /** @description The kinds of document that this server converts */
                            formats: string[];
                            regions: string[];
                            /** @description The region of requests that name none; null = they must name one */
                            defaultRegion: string | null;
                            /**
                             * @description Where rooms and conversions live
                             * @enum {unknown}
                             */
                            resources: "local" | "external";
                        };
                    };
                };
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Get the settings in force, by environment variable; secrets are masked */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
        /** Create a new admin token, shown only this once; the old one stops working */
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
                /** @description Refused */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Refusal"];
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
    schemas: {
        /**
         * Refusal
         * @description `message` says what is wrong; `code` is stable; `values` holds what the message names
         */
        Refusal: {
            message: string;
            /** @enum {string} */
            code: "region-missing" | "region-unknown" | "body-not-json" | "body-not-object" | "body-too-large" | "body-too-deep" | "body-key-doubled" | "body-key-forbidden" | "encoding-unknown" | "encoding-broken" | "field-missing" | "field-invalid" | "field-unknown" | "lifespan-too-long" | "lifespan-permanent" | "role-above-policy" | "request-malformed" | "host-missing" | "expectation-unknown" | "credentials-wrong" | "token-format" | "token-misplaced" | "token-signature" | "token-expired" | "team-forbidden" | "room-forbidden" | "task-forbidden" | "role-forbidden" | "room-banned" | "room-not-found" | "room-uuid-malformed" | "task-not-found" | "task-uuid-malformed" | "task-running" | "tasks-exceeded" | "task-not-retriable" | "resources-external" | "route-not-found" | "admin-token-missing" | "admin-token-wrong" | "code-wrong" | "session-over" | "not-from-console" | "project-not-found" | "project-exists" | "project-enabled" | "key-not-found" | "key-exists" | "key-unusable" | "no-usable-key" | "revocation-not-found" | "delivery-not-found" | "admin-token-configured" | "too-many-failures" | "database-unreachable" | "internal";
            values: {
                [key: string]: string | number;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
