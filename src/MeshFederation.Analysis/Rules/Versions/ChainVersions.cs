using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.Versions;

/// <summary>What cannot be told of a gateway's chains where nobody said its version, and others have it otherwise.</summary>
internal static class ChainVersions
{
    /// <summary>What cannot be told of an answer that another version would not give.</summary>
    public static string Question(RoutingCluster server, ChainAnswer chain) => chain.IsPassedOn
        ? $"the gateways of {server.Name} take a host or subset twice, in which case {chain.Otherwise!.Why},"
        : $"the gateways of {server.Name} have a chain for each service, in which case {chain.Why},";

    /// <summary>The object by which a version breaks the call; null where no single one does.</summary>
    public static MeshManifest? Decider(ChainAnswer chain)
    {
        var breaking = chain is { IsPassedOn: true, Otherwise: { } other } ? other : chain;
        return breaking.Culprit ?? breaking.Server?.Gateway;
    }
}
