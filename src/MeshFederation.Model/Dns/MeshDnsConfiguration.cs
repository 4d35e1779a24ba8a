using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Dns;

/// <summary>
/// What a client cluster needs so that its workloads resolve the hosts of services in other clusters. It belongs into configuration
/// that others own too (mesh configuration, CoreDNS), so it is a text to put there, not an object to apply.
/// </summary>
/// <param name="Cluster">The name of the client cluster.</param>
/// <param name="Method">The way.</param>
/// <param name="Host">The hosts that are called.</param>
/// <param name="Content">What to set: mesh configuration in YAML, or a server block of a Corefile.</param>
/// <param name="Instruction">Where it goes.</param>
public sealed record MeshDnsConfiguration(string Cluster, DnsMethod Method, ValueList<string> Host, string Content, string Instruction)
{
    /// <summary>The configuration in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Method} for {Host}";
}
