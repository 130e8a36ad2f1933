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
         * Get the session: whether one is open, whose, and until when
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in to the console with an operator’s token or the code of a link; sets the session cookie
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description For the console page only: needs the header `x-boardgate-console: 1`.
         */
        delete: operations["signOut"];
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
        /**
         * List projects, oldest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Takes: a manager or stronger, not limited to some projects.
         */
        post: operations["createProject"];
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
        /**
         * Get a project
         * @description Takes: a viewer or stronger.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /**
         * Delete a disabled project with its keys, rooms, conversion tasks and revocations
         * @description Takes: a manager or stronger.
         */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /**
         * Rename, disable or enable a project, or set its policy
         * @description Takes: a manager or stronger.
         */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List access keys, oldest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listKeys"];
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
        /**
         * Create a pair of keys; its secret key is shown only this once
         * @description Takes: a manager or stronger.
         */
        post: operations["createKey"];
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
        /**
         * Import a pair of keys that exists elsewhere, for example the vendor’s
         * @description Takes: a manager or stronger.
         */
        post: operations["importKey"];
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
        /**
         * Get an access key
         * @description Takes: a viewer or stronger.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Delete a key for good: every token that it signed stops working
         * @description Takes: a manager or stronger.
         */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /**
         * Rename, disable or enable a key, or set when it expires
         * @description Takes: a manager or stronger.
         */
        patch: operations["updateKey"];
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
        /**
         * Create a pair that replaces a key; the old key stays valid until a given time
         * @description Takes: a manager or stronger.
         */
        post: operations["rotateKey"];
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
        /**
         * Issue a token without a secret key
         * @description Takes: a manager or stronger.
         */
        post: operations["issueTokenAsOperator"];
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
        /**
         * Tell whether a token is accepted, and if not, why and how to correct it
         * @description Takes: a viewer or stronger.
         */
        post: operations["introspectToken"];
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
        /**
         * List revocations, oldest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listRevocations"];
        put?: never;
        /**
         * Revoke a token, or the tokens of a room, key or project that were issued before a time
         * @description Takes: a manager or stronger.
         */
        post: operations["createRevocation"];
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
        /**
         * Delete a revocation: its tokens are accepted again
         * @description Takes: a manager or stronger.
         */
        delete: operations["deleteRevocation"];
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
        /**
         * List the rooms of all projects or one, newest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listRoomsAsOperator"];
        put?: never;
        /**
         * Create a room in any project
         * @description Takes: a manager or stronger.
         */
        post: operations["createRoomAsOperator"];
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
        /**
         * Get a room of any project
         * @description Takes: a viewer or stronger.
         */
        get: operations["getRoomAsOperator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Ban a room of any project, or lift the ban
         * @description Takes: a manager or stronger.
         */
        patch: operations["banRoomAsOperator"];
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the file conversions of all projects or one, newest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listTasksAsOperator"];
        put?: never;
        /**
         * Start a file conversion in any project
         * @description Takes: a manager or stronger.
         */
        post: operations["startTaskAsOperator"];
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
        /**
         * Get a file conversion of any project
         * @description Takes: a viewer or stronger.
         */
        get: operations["getTaskAsOperator"];
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
        /**
         * Convert a document again whose conversion failed or was cancelled
         * @description Takes: a manager or stronger.
         */
        post: operations["retryTask"];
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
        /**
         * Cancel a file conversion of any project
         * @description Takes: a manager or stronger.
         */
        post: operations["cancelTaskAsOperator"];
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
        /**
         * Move a waiting file conversion of any project to the front or the back of its queue
         * @description Takes: a manager or stronger.
         */
        put: operations["prioritiseTaskAsOperator"];
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
        /**
         * List webhook deliveries, newest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listDeliveries"];
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
        /**
         * Get a webhook delivery with its body
         * @description Takes: a viewer or stronger.
         */
        get: operations["getDelivery"];
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
        /**
         * Send a webhook again, whatever its status: same id, same body, with all its attempts
         * @description Takes: a manager or stronger.
         */
        post: operations["redeliverWebhook"];
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
        /**
         * Get the secret that signs a project’s webhooks; the first request creates it
         * @description Takes: a manager or stronger.
         */
        get: operations["getWebhookSecret"];
        put?: never;
        /**
         * Replace the secret: it signs everything sent from now on, retries included
         * @description Takes: a manager or stronger.
         */
        post: operations["replaceWebhookSecret"];
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
        /**
         * List who did what, newest first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listAuditEntries"];
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
        /**
         * List tokens issued and requests refused, per key, kind, role and hour, oldest hour first
         * @description Takes: a viewer or stronger.
         */
        get: operations["listUsage"];
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
        /**
         * Get the service’s recent activity and its state; to an operator limited to some projects, theirs, by hours
         * @description Takes: a viewer or stronger.
         */
        get: operations["getOverview"];
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
        /**
         * Get versions, formats and regions
         * @description Takes: a viewer or stronger.
         */
        get: operations["getAbout"];
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
        /**
         * Get the settings in force, by environment variable; secrets are masked
         * @description Takes: an owner, not limited to some projects.
         */
        get: operations["getSettings"];
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
        /**
         * Create a new admin token, shown only this once; the old one stops working
         * @description Takes: an owner, not limited to some projects.
         */
        post: operations["replaceAdminToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operators by name
         * @description Takes: an owner, not limited to some projects.
         */
        get: operations["listOperators"];
        put?: never;
        /**
         * Create an operator; their token is shown only this once
         * @description Takes: an owner, not limited to some projects.
         */
        post: operations["createOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operators/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an operator
         * @description Takes: an owner, not limited to some projects.
         */
        get: operations["getOperator"];
        put?: never;
        post?: never;
        /**
         * Delete an operator: their token stops working
         * @description Takes: an owner, not limited to some projects.
         */
        delete: operations["deleteOperator"];
        options?: never;
        head?: never;
        /**
         * Disable or enable an operator, or set their role, projects or expiry
         * @description Takes: an owner, not limited to some projects.
         */
        patch: operations["updateOperator"];
        trace?: never;
    };
    "/v1/operators/{name}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a new token for an operator, shown only this once; the old one stops working
         * @description Takes: an owner, not limited to some projects.
         */
        post: operations["replaceOperatorToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a document to convert
         * @description The body is the document itself. Pass the `resource` of the answer to `POST /v1/tasks` within an hour.
         */
        post: operations["uploadDocument"];
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
            code: "region-missing" | "region-unknown" | "region-unreachable" | "region-circular" | "body-not-json" | "body-not-object" | "body-too-large" | "body-too-deep" | "body-key-doubled" | "body-key-forbidden" | "encoding-unknown" | "encoding-broken" | "field-missing" | "field-invalid" | "field-unknown" | "lifespan-too-long" | "lifespan-permanent" | "role-above-policy" | "request-malformed" | "request-timeout" | "host-missing" | "expectation-unknown" | "credentials-wrong" | "token-format" | "token-misplaced" | "token-signature" | "token-expired" | "team-forbidden" | "room-forbidden" | "task-forbidden" | "role-forbidden" | "requests-exceeded" | "room-banned" | "room-not-found" | "room-uuid-malformed" | "rooms-exceeded" | "task-not-found" | "task-uuid-malformed" | "task-running" | "tasks-exceeded" | "task-not-retriable" | "resources-external" | "idempotency-key-malformed" | "idempotency-key-reused" | "route-not-found" | "admin-token-missing" | "admin-token-wrong" | "code-wrong" | "session-over" | "not-from-console" | "project-not-found" | "project-exists" | "project-enabled" | "key-not-found" | "key-deleted" | "key-exists" | "key-unusable" | "key-damaged" | "no-usable-key" | "revocation-not-found" | "delivery-not-found" | "admin-token-configured" | "operator-role-too-low" | "operator-limited" | "operator-not-found" | "operator-exists" | "operator-self" | "last-owner" | "too-many-failures" | "too-many-connections" | "server-busy" | "server-stopping" | "not-ready" | "database-unreachable" | "cannot-store" | "internal";
            values: {
                [key: string]: string | number;
            };
        };
        /** Room */
        Room: {
            /** @description UUID v1 as 32 lowercase hex digits */
            uuid: string;
            name: string;
            teamUUID: string;
            appUUID: string;
            isRecord: boolean;
            isBan: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description Most writers at a time; 0 = any number */
            limit: number;
        };
        /** ProjectorTask */
        ProjectorTask: {
            uuid: string;
            /** @enum {unknown} */
            type: "static" | "dynamic";
            /** @enum {unknown} */
            status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
            /** @description 100 only when finished */
            convertedPercentage: number;
            /** @description The start of every link, up to the uuid */
            prefix?: string;
            pageCount?: number;
            images?: {
                [key: string]: {
                    width: number;
                    height: number;
                    url: string;
                };
            };
            previews?: {
                [key: string]: string;
            };
            /** @description JSON: speaker notes, and what the conversion left out */
            note?: string;
            zip?: string;
            resources?: string[];
            errorCode?: string;
            errorMessage?: string;
        };
        /** ConversionTask */
        ConversionTask: {
            uuid: string;
            /** @enum {unknown} */
            type: "static" | "dynamic";
            /** @enum {unknown} */
            status: "Waiting" | "Converting" | "Finished" | "Fail" | "Abort";
            failedReason?: string;
            progress: {
                totalPageSize: number;
                convertedPageSize: number;
                convertedPercentage: number;
                convertedFileList: {
                    width: number;
                    height: number;
                    conversionFileUrl: string;
                    preview?: string;
                }[];
                /** @enum {unknown} */
                currentStep?: "Extracting" | "Packaging" | "GeneratingPreview" | "MediaTranscode";
            };
        };
        /** CountedProject */
        CountedProject: {
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
                requests?: {
                    maxRequestsPerSecond?: number;
                };
                rooms?: {
                    maxRooms?: number;
                    maxRoomChangesPerMinute?: number;
                };
                conversions?: {
                    maxWaitingTasks?: number;
                    maxRunningTasks?: number;
                    maxPages?: number;
                    maxBytes?: number;
                };
            } | null;
            counts: {
                keys: number;
                rooms: number;
                /** @description At most 1000 are counted */
                conversions: number;
                /** @description Tokens issued in this hour and the 23 before it */
                issuedToday: number;
            };
        };
        /** Project */
        Project: {
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
                requests?: {
                    maxRequestsPerSecond?: number;
                };
                rooms?: {
                    maxRooms?: number;
                    maxRoomChangesPerMinute?: number;
                };
                conversions?: {
                    maxWaitingTasks?: number;
                    maxRunningTasks?: number;
                    maxPages?: number;
                    maxBytes?: number;
                };
            } | null;
        };
        /** AccessKey */
        AccessKey: {
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
        /** Introspection */
        Introspection: {
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
            /** @description The id of the revocation that refuses the token, if one does */
            revocation?: string;
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
        /** Revocation */
        Revocation: {
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
        /** ManagedRoom */
        ManagedRoom: {
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
        /** Task */
        Task: {
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
        /** WebhookDelivery */
        WebhookDelivery: {
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
        /** WebhookDeliveryWithBody */
        WebhookDeliveryWithBody: {
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
        /** AuditEntry */
        AuditEntry: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description `admin`, `console`, `operator:NAME`, `command:USER`, `key:AK` or `start` */
            actor: string;
            address: string | null;
            /** @enum {unknown} */
            action: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "operator.create" | "operator.update" | "operator.delete" | "operator-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
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
        };
        /** UsageHour */
        UsageHour: {
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
        };
        /** Overview */
        Overview: {
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
            /** @description What the server that answers needs, as in `/readyz?verbose` */
            checks: {
                /** @enum {unknown} */
                name: "database" | "writable" | "change-feed" | "pool" | "disk" | "clock" | "master-key" | "migrations";
                /**
                 * @description `warning` = the server serves, but somebody should look
                 * @enum {unknown}
                 */
                status: "ok" | "warning" | "failed";
                /** @description What is wrong; null if nothing is */
                problem: ("unanswered" | "read-only" | "disk-full" | "disk-failing" | "replaced" | "log-grows" | "damaged" | "unheard" | "waiting" | "little-room" | "clock-differs" | "clock-wrong" | "other-master-key" | "newer-migrations") | null;
                /** @description Of the problem: seconds, MiB or requests */
                count: number | null;
                /** @description The problem in a sentence */
                message: string | null;
            }[];
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
        /** About */
        About: {
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
        /** Operator */
        Operator: {
            name: string;
            /** @enum {unknown} */
            role: "owner" | "manager" | "viewer";
            /** @description The ids of the only projects that the operator has to do with; null = all */
            projects: string[] | null;
            disabled: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description From then on the token is refused; null = never */
            expiresAt: string | null;
            /** @description When the token or a session was last used, to the minute; null = never */
            lastUsedAt: string | null;
        };
        /** OperatorWithToken */
        OperatorWithToken: {
            name: string;
            /** @enum {unknown} */
            role: "owner" | "manager" | "viewer";
            /** @description The ids of the only projects that the operator has to do with; null = all */
            projects: string[] | null;
            disabled: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description From then on the token is refused; null = never */
            expiresAt: string | null;
            /** @description When the token or a session was last used, to the minute; null = never */
            lastUsedAt: string | null;
            /** @description Shown only this once */
            token: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-01-02T03:39:05.678Z",
                     *       "operator": "admin",
                     *       "role": "owner",
                     *       "projects": null
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the session ends unless the person is active
                         */
                        expiresAt: string;
                        /** @description Who is signed in; `admin` = by the admin token or a link */
                        operator: string;
                        /** @enum {unknown} */
                        role: "owner" | "manager" | "viewer";
                        /** @description The ids of the only projects that the operator has to do with; null = all */
                        projects: string[] | null;
                    };
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "only the console page may send this: the x-boardgate-console header is missing, or another site sent it",
                     *       "code": "not-from-console",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "adminToken": "boardgate_admin_cpuo_WLnbFHi0S71tGkRcjbf9uPTh-jUk4t5__ahpyU"
                 *     }
                 */
                "application/json": {
                    /** @description The admin token, or an operator’s */
                    adminToken?: string;
                    /** @description The text after `#code=` in a sign-in link; valid once, for 15 minutes */
                    code?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-01-02T03:39:05.678Z",
                     *       "operator": "admin",
                     *       "role": "owner",
                     *       "projects": null
                     *     }
                     */
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the session ends unless the person is active
                         */
                        expiresAt: string;
                        /** @description Who is signed in; `admin` = by the admin token or a link */
                        operator: string;
                        /** @enum {unknown} */
                        role: "owner" | "manager" | "viewer";
                        /** @description The ids of the only projects that the operator has to do with; null = all */
                        projects: string[] | null;
                    };
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "only the console page may send this: the x-boardgate-console header is missing, or another site sent it",
                     *       "code": "not-from-console",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: the answer has no body */
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
                    /**
                     * @example {
                     *       "message": "only the console page may send this: the x-boardgate-console header is missing, or another site sent it",
                     *       "code": "not-from-console",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Only projects whose name contains this text, in upper or lower case, and the one with this id */
                search?: string;
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projects": [
                     *         {
                     *           "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "name": "acme",
                     *           "appIdentifier": "xltLmgXfq4sO5ER8z0Vzri/pRm9dZBXGv-zLp25hF7LN8",
                     *           "createdAt": "2026-01-02T03:04:05.678Z",
                     *           "disabled": false,
                     *           "policy": null,
                     *           "counts": {
                     *             "keys": 1,
                     *             "rooms": 0,
                     *             "conversions": 0,
                     *             "issuedToday": 0
                     *           }
                     *         },
                     *         {
                     *           "id": "VB6TFrv4zkXe0UiiObMpYt",
                     *           "name": "globex",
                     *           "appIdentifier": "uQLg1cg19i9fH__HgcrsfG/VB6TFrv4zkXe0UiiObMpYt",
                     *           "createdAt": "2026-01-02T03:04:06.678Z",
                     *           "disabled": false,
                     *           "policy": null,
                     *           "counts": {
                     *             "keys": 1,
                     *             "rooms": 0,
                     *             "conversions": 0,
                     *             "issuedToday": 0
                     *           }
                     *         }
                     *       ],
                     *       "next": null,
                     *       "count": 7
                     *     }
                     */
                    "application/json": {
                        projects: components["schemas"]["CountedProject"][];
                        /** @description Send it as `after` to get the next page; null = this is the last page */
                        next: string | null;
                        /** @description How many projects all pages have. In the first page */
                        count?: number;
                    };
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "with everything limited",
                 *       "policy": {
                 *         "maxLifespanMs": {
                 *           "sdk": 1000,
                 *           "room": 2000,
                 *           "task": 3000
                 *         },
                 *         "allowPermanentTokens": false,
                 *         "maxRole": "writer",
                 *         "requests": {
                 *           "maxRequestsPerSecond": 100
                 *         },
                 *         "rooms": {
                 *           "maxRooms": 10,
                 *           "maxRoomChangesPerMinute": 20
                 *         },
                 *         "conversions": {
                 *           "maxWaitingTasks": 1,
                 *           "maxRunningTasks": 2,
                 *           "maxPages": 3,
                 *           "maxBytes": 4
                 *         }
                 *       }
                 *     }
                 */
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
                        requests?: {
                            maxRequestsPerSecond?: number;
                        };
                        rooms?: {
                            maxRooms?: number;
                            maxRoomChangesPerMinute?: number;
                        };
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "XM1zvIKHCL8Wh7I8O0HzJ3",
                     *       "name": "with everything limited",
                     *       "appIdentifier": "wLzQR_jxvI-Ns4XbN19D6A/XM1zvIKHCL8Wh7I8O0HzJ3",
                     *       "createdAt": "2026-01-02T03:05:07.678Z",
                     *       "disabled": false,
                     *       "policy": {
                     *         "maxLifespanMs": {
                     *           "sdk": 1000,
                     *           "room": 2000,
                     *           "task": 3000
                     *         },
                     *         "allowPermanentTokens": false,
                     *         "maxRole": "writer",
                     *         "requests": {
                     *           "maxRequestsPerSecond": 100
                     *         },
                     *         "rooms": {
                     *           "maxRooms": 10,
                     *           "maxRoomChangesPerMinute": 20
                     *         },
                     *         "conversions": {
                     *           "maxWaitingTasks": 1,
                     *           "maxRunningTasks": 2,
                     *           "maxPages": 3,
                     *           "maxBytes": 4
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getProject: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "qDQtDZ-lLWPRdWdWOutZJT",
                     *       "name": "Школа",
                     *       "appIdentifier": "Y_xc6QgPqiCOju8ObqR7WI/qDQtDZ-lLWPRdWdWOutZJT",
                     *       "createdAt": "2026-01-02T03:05:05.678Z",
                     *       "disabled": false,
                     *       "policy": null,
                     *       "counts": {
                     *         "keys": 0,
                     *         "rooms": 0,
                     *         "conversions": 0,
                     *         "issuedToday": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CountedProject"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteProject: {
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
            /** @description Done: the answer has no body */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    updateProject: {
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
                /**
                 * @example {
                 *       "policy": {
                 *         "maxLifespanMs": {
                 *           "sdk": 1000,
                 *           "room": 2000,
                 *           "task": 3000
                 *         },
                 *         "allowPermanentTokens": false,
                 *         "maxRole": "writer",
                 *         "requests": {
                 *           "maxRequestsPerSecond": 100
                 *         },
                 *         "rooms": {
                 *           "maxRooms": 10,
                 *           "maxRoomChangesPerMinute": 20
                 *         },
                 *         "conversions": {
                 *           "maxWaitingTasks": 1,
                 *           "maxRunningTasks": 2,
                 *           "maxPages": 3,
                 *           "maxBytes": 4
                 *         }
                 *       }
                 *     }
                 */
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
                        requests?: {
                            maxRequestsPerSecond?: number;
                        };
                        rooms?: {
                            maxRooms?: number;
                            maxRoomChangesPerMinute?: number;
                        };
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "qDQtDZ-lLWPRdWdWOutZJT",
                     *       "name": "School",
                     *       "appIdentifier": "Y_xc6QgPqiCOju8ObqR7WI/qDQtDZ-lLWPRdWdWOutZJT",
                     *       "createdAt": "2026-01-02T03:05:05.678Z",
                     *       "disabled": false,
                     *       "policy": {
                     *         "maxLifespanMs": {
                     *           "sdk": 1000,
                     *           "room": 2000,
                     *           "task": 3000
                     *         },
                     *         "allowPermanentTokens": false,
                     *         "maxRole": "writer",
                     *         "requests": {
                     *           "maxRequestsPerSecond": 100
                     *         },
                     *         "rooms": {
                     *           "maxRooms": 10,
                     *           "maxRoomChangesPerMinute": 20
                     *         },
                     *         "conversions": {
                     *           "maxWaitingTasks": 1,
                     *           "maxRunningTasks": 2,
                     *           "maxPages": 3,
                     *           "maxBytes": 4
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listKeys: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "accessKey": "VLJmiV6wpQcZHYGJ",
                     *           "name": null,
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "projectName": "acme",
                     *           "imported": false,
                     *           "createdAt": "2026-01-02T03:04:05.678Z",
                     *           "expiresAt": null,
                     *           "disabled": false,
                     *           "state": "enabled",
                     *           "lastUsedAt": null,
                     *           "tokensIssued": 0
                     *         },
                     *         {
                     *           "accessKey": "6EQ1FCIjj8K6v4a7",
                     *           "name": null,
                     *           "project": "VB6TFrv4zkXe0UiiObMpYt",
                     *           "projectName": "globex",
                     *           "imported": false,
                     *           "createdAt": "2026-01-02T03:04:06.678Z",
                     *           "expiresAt": null,
                     *           "disabled": false,
                     *           "state": "enabled",
                     *           "lastUsedAt": null,
                     *           "tokensIssued": 0
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        keys: components["schemas"]["AccessKey"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Klasse 7"
                 *     }
                 */
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessKey": "7-ker8LLScPiWCxx",
                     *       "secretKey": "uuD2KtWRPEvND-RiDXe_YBsiFIhLcXKk"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    importKey: {
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
                /**
                 * @example {
                 *       "accessKey": "3XwGSEIbnGmzankj",
                 *       "secretKey": "M53Y7zr5pKYBMBvfgO_pd29vjh0uA-fw",
                 *       "name": "imported",
                 *       "expiresAt": "2026-01-03T03:04:05.678Z"
                 *     }
                 */
                "application/json": {
                    /** @description The access key (AK) */
                    accessKey: string;
                    /** @description The secret key (SK) */
                    secretKey: string;
                    /** @description Whether to bring a deleted key back, with what of it was revoked; default: false */
                    restore?: boolean;
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessKey": "3XwGSEIbnGmzankj",
                     *       "name": "imported",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "projectName": "acme",
                     *       "imported": true,
                     *       "createdAt": "2026-01-02T03:06:05.678Z",
                     *       "expiresAt": "2026-01-03T03:04:05.678Z",
                     *       "disabled": false,
                     *       "state": "enabled",
                     *       "lastUsedAt": null,
                     *       "tokensIssued": 0
                     *     }
                     */
                    "application/json": components["schemas"]["AccessKey"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getKey: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessKey": "3XwGSEIbnGmzankj",
                     *       "name": "imported",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "projectName": "acme",
                     *       "imported": true,
                     *       "createdAt": "2026-01-02T03:06:05.678Z",
                     *       "expiresAt": "2026-01-03T03:04:05.678Z",
                     *       "disabled": false,
                     *       "state": "enabled",
                     *       "lastUsedAt": null,
                     *       "tokensIssued": 0
                     *     }
                     */
                    "application/json": components["schemas"]["AccessKey"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteKey: {
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
            /** @description Done: the answer has no body */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    updateKey: {
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
                /**
                 * @example {
                 *       "name": "Klasse 7"
                 *     }
                 */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessKey": "3XwGSEIbnGmzankj",
                     *       "name": "Klasse 7",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "projectName": "acme",
                     *       "imported": true,
                     *       "createdAt": "2026-01-02T03:06:05.678Z",
                     *       "expiresAt": "2026-01-03T03:04:05.678Z",
                     *       "disabled": false,
                     *       "state": "enabled",
                     *       "lastUsedAt": null,
                     *       "tokensIssued": 0
                     *     }
                     */
                    "application/json": components["schemas"]["AccessKey"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing. */
                "idempotency-key"?: string;
            };
            path: {
                accessKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validUntil": "2026-01-03T03:04:05.678Z"
                 *     }
                 */
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessKey": "2taRKrXnuw2F3oSk",
                     *       "secretKey": "qafW-LZoKvX-5Ns0jEh5F8iIBHexIklb",
                     *       "replaces": "3XwGSEIbnGmzankj",
                     *       "oldValidUntil": "2026-01-03T03:04:05.678Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    issueTokenAsOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "room",
                 *       "role": "admin",
                 *       "lifespan": 3600000,
                 *       "accessKey": "VLJmiV6wpQcZHYGJ",
                 *       "uuid": "b2a5b4d349d7df2a3f6571884e6e01c6"
                 *     }
                 */
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
                    /** @description If no access key is given: the id of the project whose oldest valid key signs, if possible one that does not expire */
                    project?: string;
                    /** @description The room or task; not for an SDK token */
                    uuid?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "NETLESSROOM_uf5ez9goQdI8GNDv72yYTtTD8Zs141noF8P8DDoPMXtdx1Y-Dx0k-2b7-6e5CE4mFOXcw5DLYHpJ-vGsOwQyknHgAC"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    introspectToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "NETLESSROOM_Gqb63h_Oozmrempp6oas7BywGgYbJGFGPR13QRzlGXwrYILNu-n2jrKRodVL_IVtfQXYzWpUBvok_b6qZn0CAXcLZp"
                 *     }
                 */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "valid": false,
                     *       "reason": "revoked",
                     *       "mistake": null,
                     *       "advice": "Tokens of its room that were issued before 2026-01-02T03:06:05.679Z are revoked (a leak): issue a new one, or take the revocation room:b2a5b4d349d7df2a3f6571884e6e01c6 back.",
                     *       "explanations": [
                     *         {
                     *           "code": "tokens-revoked",
                     *           "values": {
                     *             "id": "room:b2a5b4d349d7df2a3f6571884e6e01c6",
                     *             "reason": "a leak",
                     *             "scope": "room",
                     *             "issuedBefore": 1767323165679
                     *           }
                     *         }
                     *       ],
                     *       "revocation": "room:b2a5b4d349d7df2a3f6571884e6e01c6",
                     *       "decoded": {
                     *         "kind": "room",
                     *         "role": "admin",
                     *         "accessKey": "VLJmiV6wpQcZHYGJ",
                     *         "uuid": "b2a5b4d349d7df2a3f6571884e6e01c6",
                     *         "issuedAt": "2026-01-02T03:06:05.678Z",
                     *         "expiresAt": "2026-01-02T04:06:05.678Z",
                     *         "nonce": "28577a2a-971e-e0e6-0fba-07b4c9824a9a"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Introspection"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRevocations: {
        parameters: {
            query?: {
                scope?: "token" | "room" | "key" | "project";
                /** @description Only this project, by its id */
                project?: string;
                /** @description Only those of this access key and of single tokens it signed */
                accessKey?: string;
                /** @description Only those of the room with this uuid */
                room?: string;
                /** @description What comes first; default: oldest */
                order?: "oldest" | "newest";
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "revocations": [
                     *         {
                     *           "id": "token:47053388-684a-f15a-6283-4ac1f97dc60f",
                     *           "scope": "token",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "accessKey": "VLJmiV6wpQcZHYGJ",
                     *           "nonce": "9cfbc8f8-11b2-1604-5540-320347f2c196",
                     *           "issuedBefore": null,
                     *           "expiresAt": "2026-01-02T04:05:05.678Z",
                     *           "reason": "a test",
                     *           "createdAt": "2026-01-02T03:05:05.678Z",
                     *           "note": "This token is refused from now on."
                     *         },
                     *         {
                     *           "id": "token:5a6a427c-1adc-a35e-7468-93bdddb992f1",
                     *           "scope": "token",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "accessKey": "VLJmiV6wpQcZHYGJ",
                     *           "nonce": "a5a1d09c-984f-e96a-bf80-add66c82a457",
                     *           "issuedBefore": null,
                     *           "expiresAt": null,
                     *           "reason": "",
                     *           "createdAt": "2026-01-02T03:05:07.678Z",
                     *           "note": "This token is refused from now on."
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        revocations: components["schemas"]["Revocation"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createRevocation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "NETLESSSDK_ssOcMIh0dqjjtr59U_NgACxcgmEP6l0RwdLIUmpEyL33GMziAo5uIm9NsCwClcsAw5RxXq8XAo690nmm7f4AerMLh3",
                 *       "reason": "a leak"
                 *     }
                 */
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "token:47053388-684a-f15a-6283-4ac1f97dc60f",
                     *       "scope": "token",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "accessKey": "VLJmiV6wpQcZHYGJ",
                     *       "nonce": "9cfbc8f8-11b2-1604-5540-320347f2c196",
                     *       "issuedBefore": null,
                     *       "expiresAt": "2026-01-02T04:05:05.678Z",
                     *       "reason": "a leak",
                     *       "createdAt": "2026-01-02T03:05:05.678Z",
                     *       "note": "This token is refused from now on."
                     *     }
                     */
                    "application/json": components["schemas"]["Revocation"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteRevocation: {
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
            /** @description Done: the answer has no body */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRoomsAsOperator: {
        parameters: {
            query?: {
                /** @description Only this project, by its id */
                project?: string;
                /** @description Only rooms whose name contains this text, in upper or lower case, or whose uuid begins with it */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rooms": [
                     *         {
                     *           "uuid": "4af5946c74fe147292fe828fad13af34",
                     *           "name": "PHYSICS 2",
                     *           "project": {
                     *             "id": "VB6TFrv4zkXe0UiiObMpYt",
                     *             "name": "globex"
                     *           },
                     *           "isRecord": false,
                     *           "isBan": false,
                     *           "limit": 0,
                     *           "createdAt": "2026-01-02T03:05:07.678Z"
                     *         },
                     *         {
                     *           "uuid": "d6f8f72d11128681c9bc7ae63b8fd4e5",
                     *           "name": "Physics",
                     *           "project": {
                     *             "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *             "name": "acme"
                     *           },
                     *           "isRecord": true,
                     *           "isBan": false,
                     *           "limit": 5,
                     *           "createdAt": "2026-01-02T03:05:06.678Z"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "count": 3
                     *     }
                     */
                    "application/json": {
                        rooms: components["schemas"]["ManagedRoom"][];
                        /** @description Send it as `after` to get the next page; null = this is the last page */
                        next: string | null;
                        /** @description How many rooms all pages have. In the first page; absent if a filter leaves more than 1000 */
                        count?: number;
                    };
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createRoomAsOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                 *       "name": "Physics",
                 *       "isRecord": true,
                 *       "limit": 5
                 *     }
                 */
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "d6f8f72d11128681c9bc7ae63b8fd4e5",
                     *       "name": "Physics",
                     *       "project": {
                     *         "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *         "name": "acme"
                     *       },
                     *       "isRecord": true,
                     *       "isBan": false,
                     *       "limit": 5,
                     *       "createdAt": "2026-01-02T03:05:06.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ManagedRoom"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getRoomAsOperator: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "6ab3af323f5107aae2f56e6ffe2baf65",
                     *       "name": "",
                     *       "project": {
                     *         "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *         "name": "acme"
                     *       },
                     *       "isRecord": false,
                     *       "isBan": false,
                     *       "limit": 0,
                     *       "createdAt": "2026-01-02T03:05:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ManagedRoom"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    banRoomAsOperator: {
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
                /**
                 * @example {
                 *       "isBan": true
                 *     }
                 */
                "application/json": {
                    /** @description Whether the room is closed: nobody may join, and everyone inside has to leave */
                    isBan: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "6ab3af323f5107aae2f56e6ffe2baf65",
                     *       "name": "",
                     *       "project": {
                     *         "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *         "name": "acme"
                     *       },
                     *       "isRecord": false,
                     *       "isBan": true,
                     *       "limit": 0,
                     *       "createdAt": "2026-01-02T03:05:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ManagedRoom"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listTasksAsOperator: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tasks": [
                     *         {
                     *           "uuid": "71e9acff5008867f55b068345f6e3678",
                     *           "api": "projector",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "resource": "lesson.pdf",
                     *           "type": "static",
                     *           "status": "Waiting",
                     *           "priority": "normal",
                     *           "percentage": 0,
                     *           "pageCount": null,
                     *           "convertedPages": 0,
                     *           "bytes": 0,
                     *           "attempts": 0,
                     *           "createdAt": "2026-01-02T03:06:06.678Z",
                     *           "startedAt": null,
                     *           "endedAt": null,
                     *           "errorCode": null,
                     *           "errorMessage": null,
                     *           "links": [],
                     *           "previews": []
                     *         },
                     *         {
                     *           "uuid": "d1f44d216959e24a53111b7a4f08977e",
                     *           "api": "projector",
                     *           "project": "VB6TFrv4zkXe0UiiObMpYt",
                     *           "resource": "https://files.example.org/lesson.pdf",
                     *           "type": "static",
                     *           "status": "Waiting",
                     *           "priority": "normal",
                     *           "percentage": 0,
                     *           "pageCount": null,
                     *           "convertedPages": 0,
                     *           "bytes": 0,
                     *           "attempts": 0,
                     *           "createdAt": "2026-01-02T03:05:07.678Z",
                     *           "startedAt": null,
                     *           "endedAt": null,
                     *           "errorCode": null,
                     *           "errorMessage": null,
                     *           "links": [],
                     *           "previews": []
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    startTaskAsOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                 *       "resource": "https://files.example.org/deck.pptx",
                 *       "type": "dynamic",
                 *       "preview": true,
                 *       "scale": 2,
                 *       "outputFormat": "webp",
                 *       "imageCompressionLevel": 4,
                 *       "webhookEndpoint": "https://hooks.example.org/done",
                 *       "webhookRetry": 0
                 *     }
                 */
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "3a2f85bdf2d2c854a8677f8c0634f930",
                     *       "api": "projector",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "resource": "https://files.example.org/deck.pptx",
                     *       "type": "dynamic",
                     *       "status": "Waiting",
                     *       "priority": "normal",
                     *       "percentage": 0,
                     *       "pageCount": null,
                     *       "convertedPages": 0,
                     *       "bytes": 0,
                     *       "attempts": 0,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "startedAt": null,
                     *       "endedAt": null,
                     *       "errorCode": null,
                     *       "errorMessage": null,
                     *       "links": [],
                     *       "previews": []
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getTaskAsOperator: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "3a2f85bdf2d2c854a8677f8c0634f930",
                     *       "api": "projector",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "resource": "https://files.example.org/deck.pptx",
                     *       "type": "dynamic",
                     *       "status": "Finished",
                     *       "priority": "normal",
                     *       "percentage": 100,
                     *       "pageCount": 2,
                     *       "convertedPages": 2,
                     *       "bytes": 3000,
                     *       "attempts": 1,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "startedAt": "2026-01-02T03:00:00.000Z",
                     *       "endedAt": "2026-01-02T03:00:00.000Z",
                     *       "errorCode": null,
                     *       "errorMessage": null,
                     *       "links": [
                     *         "https://boards.example/files/dynamicConvert/XXx4aoFwps0NL-vnfZ_YMb/3a2f85bdf2d2c854a8677f8c0634f930/index.html",
                     *         "https://boards.example/files/dynamicConvert/XXx4aoFwps0NL-vnfZ_YMb/3a2f85bdf2d2c854a8677f8c0634f930/notes.json"
                     *       ],
                     *       "previews": [
                     *         "https://boards.example/files/dynamicConvert/XXx4aoFwps0NL-vnfZ_YMb/3a2f85bdf2d2c854a8677f8c0634f930/preview/1.webp",
                     *         "https://boards.example/files/dynamicConvert/XXx4aoFwps0NL-vnfZ_YMb/3a2f85bdf2d2c854a8677f8c0634f930/preview/2.webp"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    retryTask: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "bb8b3d0dc2ad5f7abf2e5e0b91177fda",
                     *       "api": "projector",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "resource": "https://files.example.org/lesson.pdf",
                     *       "type": "static",
                     *       "status": "Waiting",
                     *       "priority": "normal",
                     *       "percentage": 0,
                     *       "pageCount": null,
                     *       "convertedPages": 0,
                     *       "bytes": 0,
                     *       "attempts": 0,
                     *       "createdAt": "2026-01-02T03:05:05.678Z",
                     *       "startedAt": null,
                     *       "endedAt": null,
                     *       "errorCode": null,
                     *       "errorMessage": null,
                     *       "links": [],
                     *       "previews": []
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    cancelTaskAsOperator: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cancelled": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    prioritiseTaskAsOperator: {
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
                /**
                 * @example {
                 *       "priority": "highest"
                 *     }
                 */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "moved": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listDeliveries: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveries": [
                     *         {
                     *           "id": "msg_7ezIOuWUHHY6FNIs9nhJjn",
                     *           "task": "4b0efb4b4b9ce6f50d38340dc5409157",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "url": "https://hooks.example.org/done",
                     *           "status": "failed",
                     *           "attempts": 1,
                     *           "maxAttempts": 4,
                     *           "dueAt": null,
                     *           "createdAt": "2026-01-02T03:04:05.681Z",
                     *           "attemptedAt": null,
                     *           "responseStatus": 500,
                     *           "error": "the receiver answered 500"
                     *         },
                     *         {
                     *           "id": "msg_m04nTErBUN_GolXWLC8BQK",
                     *           "task": "4b0efb4b4b9ce6f50d38340dc5409157",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "url": "https://hooks.example.org/done",
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "maxAttempts": 4,
                     *           "dueAt": null,
                     *           "createdAt": "2026-01-02T03:04:05.680Z",
                     *           "attemptedAt": "2026-01-02T03:04:05.680Z",
                     *           "responseStatus": 204,
                     *           "error": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        deliveries: components["schemas"]["WebhookDelivery"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getDelivery: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_m04nTErBUN_GolXWLC8BQK",
                     *       "task": "4b0efb4b4b9ce6f50d38340dc5409157",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "url": "https://hooks.example.org/done",
                     *       "status": "delivered",
                     *       "attempts": 1,
                     *       "maxAttempts": 4,
                     *       "dueAt": null,
                     *       "createdAt": "2026-01-02T03:04:05.680Z",
                     *       "attemptedAt": "2026-01-02T03:04:05.680Z",
                     *       "responseStatus": 204,
                     *       "error": null,
                     *       "body": "{\"code\":0,\"data\":{\"taskId\":\"4b0efb4b4b9ce6f50d38340dc5409157\"}}"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryWithBody"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    redeliverWebhook: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "msg_m04nTErBUN_GolXWLC8BQK",
                     *       "task": "4b0efb4b4b9ce6f50d38340dc5409157",
                     *       "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *       "url": "https://hooks.example.org/done",
                     *       "status": "pending",
                     *       "attempts": 0,
                     *       "maxAttempts": 4,
                     *       "dueAt": "2026-01-02T03:06:05.678Z",
                     *       "createdAt": "2026-01-02T03:04:05.680Z",
                     *       "attemptedAt": "2026-01-02T03:04:05.680Z",
                     *       "responseStatus": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getWebhookSecret: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_sX6rPcCLoGQdmlcxMPbMqllPINoSEUDF23Gkqx5Rvj8="
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replaceWebhookSecret: {
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_GAWAcO/N3XXhFyWyz16nj3U2uYk2Kn8fZ+OAFlhvia8="
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Only the actions of this actor */
                actor?: string;
                action?: "project.create" | "project.update" | "project.delete" | "key.create" | "key.import" | "key.update" | "key.rotate" | "key.delete" | "token.issue" | "revocation.create" | "revocation.delete" | "room.create" | "room.update" | "task.create" | "task.prioritise" | "task.retry" | "task.cancel" | "webhook.redeliver" | "webhook-secret.replace" | "admin-token.replace" | "operator.create" | "operator.update" | "operator.delete" | "operator-token.replace" | "sign-in-link.create" | "session.create" | "session.delete";
                /** @description Only actions on this project, key, room, task, revocation or delivery; with the revocations of all tokens of it */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "id": 9,
                     *           "at": "2026-01-02T03:09:05.678Z",
                     *           "actor": "admin",
                     *           "address": "127.0.0.1",
                     *           "action": "project.update",
                     *           "subject": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "before": {
                     *             "name": "acme",
                     *             "disabled": false,
                     *             "policy": {
                     *               "rooms": {
                     *                 "maxRoomChangesPerMinute": 0
                     *               }
                     *             }
                     *           },
                     *           "after": {
                     *             "name": "acme",
                     *             "disabled": false,
                     *             "policy": {
                     *               "requests": {
                     *                 "maxRequestsPerSecond": 0
                     *               }
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "id": 8,
                     *           "at": "2026-01-02T03:09:05.678Z",
                     *           "actor": "admin",
                     *           "address": "127.0.0.1",
                     *           "action": "project.update",
                     *           "subject": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "before": {
                     *             "name": "acme",
                     *             "disabled": false,
                     *             "policy": {
                     *               "rooms": {
                     *                 "maxRooms": 2
                     *               }
                     *             }
                     *           },
                     *           "after": {
                     *             "name": "acme",
                     *             "disabled": false,
                     *             "policy": {
                     *               "rooms": {
                     *                 "maxRoomChangesPerMinute": 0
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listUsage: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "usage": [
                     *         {
                     *           "hour": "2026-01-02T03:00:00.000Z",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "accessKey": "bjDv3JIhJvYzadLM",
                     *           "kind": "room",
                     *           "role": "reader",
                     *           "issued": 1,
                     *           "refused": 0
                     *         },
                     *         {
                     *           "hour": "2026-01-02T03:00:00.000Z",
                     *           "project": "pRm9dZBXGv-zLp25hF7LN8",
                     *           "accessKey": "bjDv3JIhJvYzadLM",
                     *           "kind": "sdk",
                     *           "role": "admin",
                     *           "issued": 3,
                     *           "refused": 1
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        usage: components["schemas"]["UsageHour"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getOverview: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "range": "hour",
                     *       "from": "2026-01-02T02:06:00.000Z",
                     *       "until": "2026-01-02T03:06:00.000Z",
                     *       "bucketMs": 60000,
                     *       "buckets": [
                     *         {
                     *           "at": "2026-01-02T02:06:00.000Z",
                     *           "issued": {
                     *             "sdk": 0,
                     *             "room": 0,
                     *             "task": 0
                     *           },
                     *           "refused": {
                     *             "sdk": 0,
                     *             "room": 0,
                     *             "task": 0
                     *           }
                     *         },
                     *         {
                     *           "at": "2026-01-02T02:07:00.000Z",
                     *           "issued": {
                     *             "sdk": 0,
                     *             "room": 0,
                     *             "task": 0
                     *           },
                     *           "refused": {
                     *             "sdk": 0,
                     *             "room": 0,
                     *             "task": 0
                     *           }
                     *         }
                     *       ],
                     *       "refusals": [
                     *         {
                     *           "code": "credentials-wrong",
                     *           "count": 1
                     *         },
                     *         {
                     *           "code": "role-forbidden",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "busiestKeys": [
                     *         {
                     *           "accessKey": "bjDv3JIhJvYzadLM",
                     *           "name": null,
                     *           "project": {
                     *             "id": "pRm9dZBXGv-zLp25hF7LN8",
                     *             "name": "acme"
                     *           },
                     *           "issued": 4,
                     *           "refused": 2
                     *         },
                     *         {
                     *           "accessKey": "-UOwD7NKj6tNJqDj",
                     *           "name": null,
                     *           "project": {
                     *             "id": "VB6TFrv4zkXe0UiiObMpYt",
                     *             "name": "globex"
                     *           },
                     *           "issued": 0,
                     *           "refused": 1
                     *         }
                     *       ],
                     *       "conversions": {
                     *         "waiting": 0,
                     *         "running": 0
                     *       },
                     *       "database": {
                     *         "kind": "sqlite",
                     *         "pingMs": 0.4
                     *       },
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "status": "ok",
                     *           "problem": null,
                     *           "count": null,
                     *           "message": null
                     *         },
                     *         {
                     *           "name": "writable",
                     *           "status": "ok",
                     *           "problem": null,
                     *           "count": null,
                     *           "message": null
                     *         }
                     *       ],
                     *       "nodes": [
                     *         {
                     *           "id": "4b0efb4b4b9ce6f50d38340dc5409157",
                     *           "host": "whiteboard-1",
                     *           "version": "1.0.0",
                     *           "startedAt": "2026-01-02T03:04:05.678Z",
                     *           "seenAt": "2026-01-02T03:04:05.678Z",
                     *           "isAlive": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "1.0.0",
                     *       "node": "26.10.0",
                     *       "database": {
                     *         "kind": "sqlite",
                     *         "version": "1.0.0"
                     *       },
                     *       "formats": [
                     *         "pdf"
                     *       ],
                     *       "regions": [
                     *         "us-sv",
                     *         "sg"
                     *       ],
                     *       "defaultRegion": null,
                     *       "resources": "local"
                     *     }
                     */
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settings": {
                     *         "BOARDGATE_HOST": "127.0.0.1",
                     *         "BOARDGATE_PORT": "8080",
                     *         "BOARDGATE_DATA_DIR": "/var/lib/boardgate",
                     *         "BOARDGATE_DATABASE_URL": "(unset)",
                     *         "BOARDGATE_DATABASE_POOL_SIZE": "10",
                     *         "BOARDGATE_DATABASE_TIMEOUT_MS": "2000",
                     *         "BOARDGATE_START_LIMIT_MS": "30000",
                     *         "BOARDGATE_ACCESS_KEY": "(unset)",
                     *         "BOARDGATE_SECRET_KEY": "(unset)",
                     *         "BOARDGATE_ADMIN_TOKEN": "(set, not shown)",
                     *         "BOARDGATE_MASTER_KEY": "(unset)",
                     *         "BOARDGATE_RESOURCES": "local",
                     *         "BOARDGATE_REGIONS": "us-sv,sg,in-mum,gb-lon,cn-hz,eu",
                     *         "BOARDGATE_DEFAULT_REGION": "(unset)",
                     *         "BOARDGATE_REGION_UPSTREAMS": "(unset)",
                     *         "BOARDGATE_MAX_LIFESPAN_MS": "(unset)",
                     *         "BOARDGATE_ALLOW_PERMANENT_TOKENS": "true",
                     *         "BOARDGATE_FAILED_ATTEMPTS_PER_ADDRESS": "0",
                     *         "BOARDGATE_FAILED_ATTEMPTS_PER_KEY": "100",
                     *         "BOARDGATE_FAILED_ATTEMPTS_WINDOW_MS": "60000",
                     *         "BOARDGATE_WORKERS": "1",
                     *         "BOARDGATE_MAX_CONNECTIONS": "10000",
                     *         "BOARDGATE_MAX_CONNECTIONS_PER_ADDRESS": "1000",
                     *         "BOARDGATE_KEEP_ALIVE_TIMEOUT_MS": "72000",
                     *         "BOARDGATE_SHUTDOWN_DELAY_MS": "0",
                     *         "BOARDGATE_SHUTDOWN_LIMIT_MS": "9000",
                     *         "BOARDGATE_TRUSTED_PROXIES": "(unset)",
                     *         "BOARDGATE_PUBLIC_URL": "https://boards.example",
                     *         "BOARDGATE_CONVERSION_CONCURRENCY": "0",
                     *         "BOARDGATE_CONVERSION_TIME_LIMIT_MS": "3600000",
                     *         "BOARDGATE_CONVERSION_ATTEMPTS": "3",
                     *         "BOARDGATE_CONVERSION_MAX_BYTES": "104857600",
                     *         "BOARDGATE_CONVERSION_MAX_PAGES": "500",
                     *         "BOARDGATE_CONVERSION_ALLOW_HOSTS": "(unset)",
                     *         "BOARDGATE_SOFFICE": "(unset)",
                     *         "BOARDGATE_INSECURE_OFFICE_WITHOUT_SANDBOX": "false",
                     *         "BOARDGATE_S3_ENDPOINT": "(unset)",
                     *         "BOARDGATE_S3_REGION": "auto",
                     *         "BOARDGATE_S3_ACCESS_KEY_ID": "(unset)",
                     *         "BOARDGATE_S3_SECRET_ACCESS_KEY": "(unset)",
                     *         "BOARDGATE_S3_PUBLIC_URL": "(unset)",
                     *         "BOARDGATE_CORS_ORIGINS": "*",
                     *         "BOARDGATE_LOG_LEVEL": "info",
                     *         "BOARDGATE_LOG_FORMAT": "auto"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replaceAdminToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "adminToken": "boardgate_admin_XwqZs2AlyRkWt1AT_SpCjzPiaUw6eIUJCkPCq8qJJML"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listOperators: {
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operators": [
                     *         {
                     *           "name": "olga",
                     *           "role": "owner",
                     *           "projects": null,
                     *           "disabled": false,
                     *           "createdAt": "2026-01-02T03:05:05.678Z",
                     *           "expiresAt": null,
                     *           "lastUsedAt": null
                     *         },
                     *         {
                     *           "name": "victor",
                     *           "role": "viewer",
                     *           "projects": [
                     *             "pRm9dZBXGv-zLp25hF7LN8"
                     *           ],
                     *           "disabled": false,
                     *           "createdAt": "2026-01-02T03:05:06.678Z",
                     *           "expiresAt": "2026-01-02T04:05:06.678Z",
                     *           "lastUsedAt": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        operators: components["schemas"]["Operator"][];
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters. A request that is sent again within 24 hours with the same key and body gets the same answer and creates nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "victor",
                 *       "role": "viewer",
                 *       "projects": [
                 *         "pRm9dZBXGv-zLp25hF7LN8"
                 *       ],
                 *       "expiresAt": "2026-01-02T04:05:06.678Z"
                 *     }
                 */
                "application/json": {
                    /** @description Unique */
                    name: string;
                    /**
                     * @description viewer: reads; manager: also changes what is in projects; owner: also operators, settings and the admin token
                     * @enum {unknown}
                     */
                    role: "owner" | "manager" | "viewer";
                    /** @description The ids of the only projects that the operator has to do with; null = all */
                    projects?: string[] | null;
                    /**
                     * Format: date-time
                     * @description From then on the token is refused; null = never
                     */
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "victor",
                     *       "role": "viewer",
                     *       "projects": [
                     *         "pRm9dZBXGv-zLp25hF7LN8"
                     *       ],
                     *       "disabled": false,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "expiresAt": "2026-01-02T04:05:06.678Z",
                     *       "lastUsedAt": null,
                     *       "token": "c6aeZEmQYnTpHabCJQD9cZ"
                     *     }
                     */
                    "application/json": components["schemas"]["OperatorWithToken"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "victor",
                     *       "role": "viewer",
                     *       "projects": [
                     *         "pRm9dZBXGv-zLp25hF7LN8"
                     *       ],
                     *       "disabled": false,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "expiresAt": "2026-01-02T04:05:06.678Z",
                     *       "lastUsedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operator"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: the answer has no body */
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
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    updateOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "disabled": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description viewer: reads; manager: also changes what is in projects; owner: also operators, settings and the admin token
                     * @enum {unknown}
                     */
                    role?: "owner" | "manager" | "viewer";
                    /** @description Whether the token is refused, and sessions that it began */
                    disabled?: boolean;
                    /** @description The ids of the only projects that the operator has to do with; null = all */
                    projects?: string[] | null;
                    /**
                     * Format: date-time
                     * @description From then on the token is refused; null = never
                     */
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "victor",
                     *       "role": "viewer",
                     *       "projects": [
                     *         "pRm9dZBXGv-zLp25hF7LN8"
                     *       ],
                     *       "disabled": true,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "expiresAt": "2026-01-02T04:05:06.678Z",
                     *       "lastUsedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operator"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replaceOperatorToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "victor",
                     *       "role": "viewer",
                     *       "projects": [
                     *         "pRm9dZBXGv-zLp25hF7LN8"
                     *       ],
                     *       "disabled": false,
                     *       "createdAt": "2026-01-02T03:05:06.678Z",
                     *       "expiresAt": null,
                     *       "lastUsedAt": null,
                     *       "token": "8wHZocpsgAeaKHDKiAqwNB"
                     *     }
                     */
                    "application/json": components["schemas"]["OperatorWithToken"];
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    uploadDocument: {
        parameters: {
            query: {
                /** @description The name of the file */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resource": "upload:///lesson.pdf?key=n6N5xW3JSyBTl2dDdiiPa8/4b0efb4b4b9ce6f50d38340dc5409157",
                     *       "bytes": 8,
                     *       "keptUntil": "2026-01-02T04:06:05.678Z"
                     *     }
                     */
                    "application/json": {
                        /** @description The `resource` of one task */
                        resource: string;
                        bytes: number;
                        /** @description When it is removed if no task uses it */
                        keptUntil: string;
                    };
                };
            };
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN",
                     *       "code": "admin-token-missing",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
