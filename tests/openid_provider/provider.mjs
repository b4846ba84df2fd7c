// A real OpenID provider (npm oidc-provider) on loopback, for the sign-in tests only.
// It prints one JSON line when it listens, and ends with its standard input, so that it never outlives the test run.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const redirectUris = JSON.parse(process.env.REDIRECT_URIS ?? '["http://127.0.0.1:9/callback"]');
const postLogoutUris = JSON.parse(process.env.POST_LOGOUT_URIS ?? '["http://127.0.0.1:9/signed-out"]');
const scopes = process.env.API_SCOPES ?? 'contracts:read contracts:write contractors:read';
const idTokenAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'];

async function newKeys() {
  const kinds = [['RS256', { modulusLength: 2048 }], ['ES256', {}], ['EdDSA', { crv: 'Ed25519' }]];
  return Promise.all(kinds.map(async ([alg, options]) => {
    const { privateKey } = await generateKeyPair(alg, { ...options, extractable: true });
    return { ...(await exportJWK(privateKey)), use: 'sig', kid: crypto.randomUUID() };
  }));
}

function webClient(client_id, more = {}) {
  return {
    client_id,
    client_secret: 'only for tests: 100%+ on loopback',
    redirect_uris: redirectUris,
    post_logout_redirect_uris: postLogoutUris,
    scope: `openid profile ${scopes}`,
    ...more,
  };
}

const clients = [
  webClient('web'),
  webClient('public', { client_secret: undefined, token_endpoint_auth_method: 'none' }),
  ...idTokenAlgorithms.map((alg) => webClient(`web-${alg}`, { id_token_signed_response_alg: alg })),
  webClient('machine', {
    redirect_uris: [], response_types: [], grant_types: ['client_credentials'], scope: scopes,
  }),
];

function resourceServer(_context, resource) {
  return { scope: scopes, audience: resource, accessTokenTTL: 600, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } };
}

function configuration(keys) {
  return {
    clients,
    jwks: { keys },
    cookies: { keys: ['only-for-tests'] },
    scopes: ['openid', ...scopes.split(' ')],
    claims: { openid: ['sub'], profile: ['name', 'municipality_code'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `架空 ${id}`, municipality_code: '990001' }),
    }),
    enabledJWA: { idTokenSigningAlgValues: idTokenAlgorithms },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo: resourceServer, useGrantedResource: () => true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, ClientCredentials: 600, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
  };
}

const server = createServer();
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const issuer = `http://127.0.0.1:${server.address().port}`;

let keys = await newKeys();
let answer = new Provider(issuer, configuration(keys)).callback();
let keyFetches = 0;

// Sessions and grants live in the adapter's memory, which every Provider of this process shares: only the keys change.
async function rotate(keepOld) {
  keys = [...(await newKeys()), ...(keepOld ? keys : [])];
  answer = new Provider(issuer, configuration(keys)).callback();
}

server.on('request', async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  if (pathname === '/jwks') keyFetches += 1;
  if (pathname === '/test/rotate' && request.method === 'POST') {
    await rotate(searchParams.get('keep') === '1');
    response.writeHead(204).end();
  } else if (pathname === '/test/key-fetches') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(keyFetches));
  } else {
    answer(request, response);
  }
});

console.log(JSON.stringify({ issuer }));
process.stdin.on('end', () => process.exit(0)).resume();
