using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Comparing;

/// <summary>Finds the objects that cannot be made, since their namespace is not there or is going, before anything is written.</summary>
internal sealed class MissingNamespaces(KubernetesApi api, MeshCluster cluster)
{
    /// <summary>Of more namespaces than this, one list tells faster.</summary>
    private const int AskedAlone = 8;

    /// <summary>
    /// Refuses what would be made in a namespace that is not there. Who may not read namespaces learns it from the server when publishing.
    /// </summary>
    public async Task<ComparedCluster> RefuseAsync(ComparedCluster compared, CancellationToken ct)
    {
        var names = compared.Wanted.Select(wanted => wanted.Change)
            .Where(change => change.Action == ChangeAction.Create)
            .Select(change => change.Namespace)
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0) return compared;
        try
        {
            var phases = await PhasesAsync(names, ct).ConfigureAwait(false);
            return compared with { Wanted = [.. compared.Wanted.Select(wanted => Refuse(wanted, phases))] };
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return compared;
        }
    }

    private ComparedObject Refuse(ComparedObject wanted, IReadOnlyDictionary<string, string> phases)
    {
        var change = wanted.Change;
        if (change.Action != ChangeAction.Create || change.Namespace.Length == 0) return wanted;
        if (!phases.TryGetValue(change.Namespace, out var phase))
        {
            return new(DryRunOutcome.OfFailure(
                change, $"The namespace '{change.Namespace}' is not there in the cluster '{cluster.Name}'. {Ways(change)}"));
        }
        return phase != "Terminating" ? wanted : new(DryRunOutcome.OfFailure(
            change, $"The namespace '{change.Namespace}' of the cluster '{cluster.Name}' is being deleted. Wait until it is gone, and make "
                + $"it again. kubectl --context {ShellWord.Of(api.Context)} get namespace {change.Namespace} shows how far it is."));
    }

    private string Ways(MeshChange change)
    {
        var other = change.Namespace == cluster.IstioNamespace ? "give the namespace of istiod with -IstioNamespace"
            : ObjectKinds.Of(change).IsAtGateway ? "give the namespace of the gateway with -GatewayNamespace"
            : "check -Namespace of the service, and in which clusters it runs";
        return $"Make it: kubectl --context {ShellWord.Of(api.Context)} create namespace {change.Namespace}. Or {other}.";
    }

    private async Task<IReadOnlyDictionary<string, string>> PhasesAsync(List<string> names, CancellationToken ct)
    {
        IEnumerable<UnstructuredMap?> found = names.Count > AskedAlone
            ? (IEnumerable<UnstructuredMap?>)(await api.ListAsync(ResourceKinds.Namespace, null, null, ct).ConfigureAwait(false)).Item
            : await Task.WhenAll(names.Select(name => api.GetAsync(ResourceKinds.Namespace, null, name, ct))).ConfigureAwait(false);
        return found.OfType<UnstructuredMap>()
            .ToDictionary(
                item => item.Map("metadata")?.Text("name") ?? "", item => item.Map("status")?.Text("phase") ?? "", StringComparer.Ordinal);
    }
}
