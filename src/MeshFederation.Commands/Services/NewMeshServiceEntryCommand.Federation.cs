using MeshFederation.Commands.Arguments;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <content>What the federation of a service, or its clusters, say of it where no parameter does.</content>
public sealed partial class NewMeshServiceEntryCommand
{
    /// <summary>A service by its name, with what its federation says of it.</summary>
    private MeshService Declared()
    {
        if (Federation is not null && !_given.Contains(nameof(Federation)) && !_given.Contains(nameof(Service))) throw NoName(Federation);
        var clusters = (Own(nameof(Cluster), Cluster) is { } given ? Read(given) : null) ?? Federation?.Cluster.ToArray() ?? [];
        var callers =
            Callers() ?? (Federation is { ClientCluster.Count: > 0 } declared ? declared.ClientCluster : clusters.ToValueList());
        return new MeshService(
            name: Service,
            ns: Own(nameof(Namespace), Namespace) ?? Federation?.Namespace ?? ContextNamespace.Of([.. clusters, .. callers]),
            port: [],
            instance: clusters.Select(cluster => new MeshServiceInstance(cluster)).ToValueList(),
            clientCluster: callers)
        {
            Federation = Federation,
            HostSuffix = Federation?.HostSuffix ?? MeshService.UsualHostSuffix,
        };
    }

    /// <summary>
    /// What comes of a federation down the pipeline has parameters' names, too: it is what holds where no parameter was typed.
    /// </summary>
    private T? Own<T>(string parameter, T? value)
        where T : class =>
            Federation is null || _given.Contains(nameof(Federation)) || _given.Contains(parameter) ? value : null;

    /// <summary>The clusters that are said to call it; null when no parameter says it.</summary>
    private ValueList<MeshCluster>? Callers() =>
        Own(nameof(ClientCluster), ClientCluster) is { } given ? Read(given).ToValueList() : null;

    /// <summary>A service that was read, in its federation: who calls it is not said yet where only its own clusters do.</summary>
    private MeshService InFederation(MeshService service)
    {
        var callers = Callers();
        if (Federation is null) return callers is null ? service : service with { ClientCluster = callers };
        var isSilent = Federation.ClientCluster.Count > 0 && service.ClientCluster.SequenceEqual(service.Cluster);
        return service with
        {
            Federation = Federation,
            ClientCluster = callers ?? (isSilent ? Federation.ClientCluster : service.ClientCluster),
            HostSuffix =
                service.HostSuffix == MeshService.UsualHostSuffix ? Federation.HostSuffix ?? service.HostSuffix : service.HostSuffix,
        };
    }

    /// <summary>The service with the mode that is said, else with the one that its clusters tell.</summary>
    private MeshService WithMode(MeshService service)
    {
        if (!IsBound(nameof(RoutingMode))) return AmbientClusters.WithFoundMode(service);
        FaultedChoice.Require(nameof(RoutingMode));
        return service with { RoutingMode = RoutingMode };
    }

    private static MeshException NoName(MeshFederationDeclaration federation) => new(
        MeshErrorId.NameInvalid,
        MeshErrorKind.InvalidArgument,
        $"The federation '{federation}' comes down the pipeline, and nothing names the service.",
        "Name it: … | New-MeshServiceEntry reviews -Port http:9080.",
        federation);
}
