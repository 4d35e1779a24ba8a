using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds.ServiceEntry;

namespace MeshFederation.Planning.Recovery;

/// <summary>Plans a service as it is read so far, and counts in what its objects differ from those of the clusters.</summary>
internal sealed class RecoveryTrial
{
    /// <summary>An object that one side lacks counts more than all of its fields.</summary>
    private const int Missing = 1000;

    private readonly string _federation;
    private readonly AddressPool _pool;
    private readonly Dictionary<(string Cluster, string Kind, string Namespace, string Name), MeshManifest> _seen;
    private readonly HashSet<(string Cluster, string Kind, string Namespace, string Name)> _own;

    public RecoveryTrial(string federation, AddressPool pool, SeenMesh mesh, ServiceKey key)
    {
        (_federation, _pool) = (federation, pool);
        _seen = mesh.Cluster.SelectMany(cluster => cluster.Objects, (cluster, item) => (Id: Id(cluster.Name, item), Item: item))
            .DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Item);
        _own = [.. _seen.Where(item => About(item.Value) == key).Select(item => item.Key)];
    }

    /// <summary>How many fields differ; the most there can be where the service cannot be planned.</summary>
    public int Score(MeshService service)
    {
        try
        {
            return Difference(Plan([service]));
        }
        catch (MeshException)
        {
            return int.MaxValue;
        }
    }

    /// <summary>The objects of a service, of which those that several services share are left out.</summary>
    public IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        [.. FederationPlanner.Plan(Federation.Create(_federation, services, _pool)).Where(item => !IsShared(item))];

    private int Difference(IReadOnlyList<MeshManifest> planned)
    {
        var score = 0;
        var left = _own.Count;
        foreach (var item in planned)
        {
            var id = Id(item.Cluster, item);
            if (!_seen.TryGetValue(id, out var seen)) score += Missing;
            else if (seen.Content != item.Content)
                score += Math.Min(Missing - 1, ObjectDifference.Of(seen.Content, item.Content).Count(field => !IsAddress(field.Path)));
            if (_own.Contains(id)) left--;
        }

        return score + (left * Missing);
    }

    private static bool IsAddress(string path) => path.StartsWith("spec.addresses", StringComparison.Ordinal);

    private static bool IsShared(MeshManifest item) => Kinds.Gateway.GatewayKind.Instance.Type.Is(item)
        || Kinds.EnvoyFilter.EnvoyFilterKind.Instance.Type.Is(item);

    private static ServiceKey? About(MeshManifest item) =>
        ServiceKey.Read(ServiceEntryKind.Instance.Type.Is(item) || item.Spec.ContainsKey("hosts")
            ? SeenCluster.FirstHost(item)
            : item.Spec.Text("host"))?.Key;

    private static (string Cluster, string Kind, string Namespace, string Name) Id(string cluster, MeshManifest item) =>
        (cluster, item.TypeKey, item.Namespace, item.Name);
}
