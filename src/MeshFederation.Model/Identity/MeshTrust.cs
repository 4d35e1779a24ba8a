using MeshFederation.Model.Text;

namespace MeshFederation.Model.Identity;

/// <summary>Whether workloads of one cluster can call those of another, as far as their certificates go.</summary>
/// <param name="Client">The cluster of the callers.</param>
/// <param name="Server">The cluster that is called.</param>
/// <param name="Result">Whether the handshake would work.</param>
/// <param name="Reason">Why.</param>
public sealed record MeshTrust(string Client, string Server, TrustResult Result, string Reason)
{
    /// <summary>The name of the cluster of the callers.</summary>
    public string Client { get; internal init; } = Client;

    /// <summary>The name of the cluster that is called.</summary>
    public string Server { get; internal init; } = Server;

    /// <summary>Whether the handshake would work.</summary>
    public TrustResult Result { get; internal init; } = Result;

    /// <summary>Why, with the words that proxies log where it would not.</summary>
    public string Reason { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Reason);

    /// <summary>What to do; empty where nothing is to be done.</summary>
    public string Recommendation { get; internal init; } = "";

    /// <summary>The cluster whose configuration lacks something; empty where none does.</summary>
    public string ConfigurationOf { get; internal init; } = "";

    /// <summary>What its mesh configuration lacks, as YAML; empty where it lacks nothing.</summary>
    public string Configuration { get; internal init; } = "";

    /// <summary>The clusters and the result.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Client} -> {Server}: {Result}";
}
