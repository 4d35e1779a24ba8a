using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server.Access;

/// <summary>Who asks: the user of a bearer token, or of a client certificate of the set's authority.</summary>
internal sealed class Authentication
{
    private const string Scheme = "Bearer ";
    private readonly ConcurrentDictionary<string, TestUser> _tokens = new(StringComparer.Ordinal);

    /// <summary>Lets a token in.</summary>
    public void Accept(string token, TestUser user) => _tokens[token] = user;

    /// <summary>Lets a token in no longer.</summary>
    public void Revoke(string token) => _tokens.TryRemove(token, out _);

    /// <summary>The user of a request.</summary>
    public TestUser Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.Ordinal))
            return _tokens.TryGetValue(header[Scheme.Length..], out var user) ? user : throw Statuses.Unauthorized();
        return http.Connection.ClientCertificate is { } certificate ? UserOf(certificate) : TestUser.Anonymous;
    }

    // As Kubernetes reads a client certificate: CN is the user, each O a group.
    private static TestUser UserOf(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Select(part => (Oid: part.GetSingleElementType().Value, Value: part.GetSingleElementValue() ?? "")).ToArray();
        return new(
            parts.First(part => part.Oid == "2.5.4.3").Value, [.. parts.Where(part => part.Oid == "2.5.4.10").Select(part => part.Value)]);
    }
}
