# The app alone; docker-compose.yml puts Neo4j beside it.
FROM node:20-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production \
    LOOPSCOPE_HOST=0.0.0.0 \
    LOOPSCOPE_PORT=4680 \
    LOOPSCOPE_HOME=/var/lib/loopscope
RUN install -d -o node -g node "$LOOPSCOPE_HOME"
COPY --from=libraries /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY server ./server
COPY graph-seed ./graph-seed
COPY --from=page /app/dist ./dist
USER node
EXPOSE 4680
# Healthy is ready: while the database is away the answer is 503.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LOOPSCOPE_PORT}/api/health`, { headers: { authorization: `Bearer ${process.env.LOOPSCOPE_TOKEN ?? ''}` } }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/start.mjs", "--prebuilt", "--no-open"]
