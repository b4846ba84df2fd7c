-- The two roles and the database. Run once by a superuser, with the passwords in the environment.
-- The owner runs the migrations; the application owns nothing, so that row level security holds it.
\set ON_ERROR_STOP on
\getenv owner_password GOVAPI_OWNER_PASSWORD
\getenv app_password GOVAPI_APP_PASSWORD
CREATE ROLE govapi_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE govapi_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE govapi OWNER govapi_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE govapi FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE govapi TO govapi_app;
