using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Dns;

/// <summary>
/// What a client cluster needs so that its workloads resolve hosts of services that do not run there. It belongs into configuration
/// that others own too (mesh configuration, CoreDNS), so it is a text to put there, not an object to apply.
/// </summary>
public sealed record MeshDnsConfiguration(string Cluster, DnsMethod Method, ValueList<string> Host, string Content, string Instruction)
{
    /// <summary>The name of the client cluster.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The way.</summary>
    public DnsMethod Method { get; internal init; } = Method;

    /// <summary>The hosts that are called.</summary>
    public ValueList<string> Host { get; internal init; } = Host;

    /// <summary>What to set: mesh configuration in YAML, or a server block of a Corefile.</summary>
    public string Content { get; internal init; } = Content;

    /// <summary>Where it goes.</summary>
    public string Instruction { get; internal init; } = Instruction;

    /// <summary>The configuration in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Method} for {Host}";
}
