# Two images: `server`, the default, which converts PDFs, and `server-office`, which also converts Word and PowerPoint files.
#
#   docker build --tag boardgate .
#   docker build --tag boardgate-office --target server-office .
#
# docs/install.md says how to run them. Checked by `npm run test:image`, which builds and runs both without a registry (mmdebstrap 1.3,
# buildah 1.28, crun 1.8). Not run with Docker or Podman by us.
#
# Where a proxy with certificates of its own is between here and the npm registry, name a file of them within a mounted folder; settings of
# npm are a secret of the build. Neither is in the image:
#
#   buildah bud --volume /etc/ssl/certs:/certificates:ro --build-arg NODE_EXTRA_CA_CERTS=/certificates/ca-certificates.crt \
#     --secret id=npmrc,src=$HOME/.npmrc .

ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BASE_IMAGE} AS build
ARG NODE_EXTRA_CA_CERTS
# The registry that packages came from is not written down.
ENV DEBIAN_FRONTEND=noninteractive npm_config_omit_lockfile_registry_resolved=true
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates libatomic1 nodejs npm
# Debian's npm 9 installs no optional native dependencies, which the build of the console needs. So it only brings what does the rest.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm install --prefix /opt/node node@26.10.0 npm@11.19.1
ENV PATH=/opt/node/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /src
COPY . .
# `npm ci` also builds the console.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci && node scripts/packages/main.ts \
  && mkdir /opt/boardgate && cd /opt/boardgate \
  && npm install /src/build/packages/boardgate-token-*.tgz /src/build/packages/boardgate-renderer-*.tgz \
    /src/build/packages/boardgate-[0-9]*.tgz \
  && cp -a /opt/boardgate /opt/boardgate-office && cd /opt/boardgate-office \
  && npm install /src/build/packages/boardgate-fonts-cjk-*.tgz

# What both images have in common. Of Node.js, only the program: not npm.
FROM ${BASE_IMAGE} AS runtime
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends libatomic1 tini \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log \
  && ln -s /opt/boardgate/node_modules/boardgate/bin/boardgate.js /usr/local/bin/boardgate \
  && groupadd --gid 10001 boardgate \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin boardgate \
  # A new volume takes over owner and mode of the folder where it is mounted: of /data, and of /data/files where servers share it.
  && install --directory --mode=0700 --owner=10001 --group=10001 /data /data/files
COPY --from=build /src/node_modules/node/bin/node /usr/local/bin/node
ENV BOARDGATE_HOST=0.0.0.0 BOARDGATE_DATA_DIR=/data
WORKDIR /data
VOLUME /data
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["boardgate", "health"]
# It ends what a program of a document left behind: process 1 is the parent of every orphan.
ENTRYPOINT ["tini", "--", "boardgate"]
CMD ["serve"]

FROM runtime AS server-office
USER root
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends bubblewrap \
    libreoffice-impress libreoffice-writer \
    fontconfig fonts-noto-cjk fonts-liberation2 fonts-crosextra-carlito fonts-crosextra-caladea \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/apt /var/log/dpkg.log
USER 10001:10001
COPY --from=build /opt/boardgate-office /opt/boardgate

# Last, so that it is built if no target is named.
FROM runtime AS server
COPY --from=build /opt/boardgate /opt/boardgate
