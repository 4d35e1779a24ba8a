namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>What a scripted server was asked.</summary>
internal sealed record ScriptedRequest(
    string Method, string Path, string Body, IReadOnlyDictionary<string, string> Header, string? ClientCertificate);
