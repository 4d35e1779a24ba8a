using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.Versions;

/// <summary>What cannot be told of a gateway's chains where nobody said its version, and others have it otherwise.</summary>
internal static class ChainVersions
{
    /// <summary>What cannot be told of an answer that another version would not give.</summary>
    public static string Question(RoutingCluster server, ChainAnswer chain)
    {
        var gateways = $"the gateways of {server.Name}";
        if (chain.Otherwise is { IsGivenOthers: true } other)
        {
            var why = chain.IsPassedOn ? $"or others, with which {other.Why}" : $"in which case {chain.Why}";
            return $"{gateways} are given Gateways, services and rules as in Istio {server.Facts.IstioVersion}, {why},";
        }

        return chain.IsPassedOn
            ? $"{gateways} take a host or subset twice, in which case {chain.Otherwise!.Why},"
            : $"{gateways} have a chain for each service, in which case {chain.Why},";
    }

    /// <summary>The object by which a version breaks the call; null where no single one does.</summary>
    public static MeshManifest? Decider(ChainAnswer chain)
    {
        var breaking = chain is { IsPassedOn: true, Otherwise: { } other } ? other : chain;
        return breaking.Culprit ?? breaking.Server?.Gateway;
    }
}
