# The image runs the build as an unprivileged user on a read-only file system; see compose.yaml and docs/OPERATIONS.md.

FROM node:20-bookworm-slim AS build
# better-sqlite3 and hnswlib-node are compiled; npm 11 keeps all other packages from running scripts (allowScripts).
RUN apt-get update && apt-get install -y --no-install-recommends build-essential python3 && rm -rf /var/lib/apt/lists/*
RUN npm install --global npm@11.19.1
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/prune-binaries.mjs scripts/prune-binaries.mjs
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
RUN npm run build
COPY models models
# The compiler and all else that only developers use.
RUN npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    LOG_FORMAT=json \
    ARTICLES_DIR=/articles \
    EMBEDDINGS_DIR=/embeddings \
    DATA_DIR=/data \
    MODEL_DIR=/embeddings/models \
    METRICS_PORT=9464 \
    MALLOC_ARENA_MAX=2
# Named volumes take their owner from these.
RUN mkdir /articles /embeddings /data && chown node:node /articles /embeddings /data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/models models
# What `npm run` needs to run the build that is there.
COPY scripts/build.mjs scripts/build.mjs
COPY package.json LICENSE NOTICE ./
USER node
VOLUME ["/articles", "/embeddings", "/data"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not `npm start`: npm would stand between Docker's signals and the bot.
CMD ["node", "--enable-source-maps", "dist/scripts/start.js"]
