using MeshFederation.Model.Text;

namespace MeshFederation.Model.Clusters;

/// <summary>The ztunnels of a cluster: a DaemonSet, a pod of it on each node.</summary>
public sealed record MeshZtunnel
{
    /// <summary>The DaemonSet, as <c>istio-system/ztunnel</c>.</summary>
    public string Name { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>Its version by the tag of its image; null when that tells none.</summary>
    public IstioVersion? Version { get; internal init; }

    /// <summary>
    /// The network that its environment names, NETWORK; empty when it names none, and then nothing of other networks is called.
    /// </summary>
    public string Network { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>How many of its pods are ready.</summary>
    public int Ready { get; internal init; }

    /// <summary>How many there should be, one for each node.</summary>
    public int Wanted { get; internal init; }

    /// <summary>The DaemonSet with its version and network: <c>istio-system/ztunnel 1.30.3, network1, 3 of 3 ready</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Name} {Version?.ToString() ?? "unknown"}, {(Network.Length == 0 ? "no network" : Network)}, {Ready} of {Wanted} ready");
}
