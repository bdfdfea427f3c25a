# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY .ci/build.mjs .ci/
COPY .swcrc tsconfig.json ./
COPY src/ src/
COPY projections/ projections/
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production FLOWS_DATA=/data FLOWS_PORT=3000 FLOWS_OPS_PORT=3001
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules/ node_modules/
COPY --from=build /app/dist/ dist/
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.FLOWS_OPS_PORT}/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The operator's commands run in the same image: docker compose exec flows node dist/src/cli.js --help
CMD ["node", "--enable-source-maps", "--max-semi-space-size=16", "--max-old-space-size=1536", "dist/src/main.js"]
