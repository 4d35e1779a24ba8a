using System.Collections;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>What of a service may differ between the clusters where it runs.</summary>
internal static class PerCluster
{
    /// <summary>The service accounts of a cluster: <c>reviews</c> is one in every cluster, <c>cluster2/reviews</c> in this one.</summary>
    /// <exception cref="MeshException">A cluster is named where the service does not run.</exception>
    public static ValueList<string> Accounts(MeshService service, MeshServiceInstance instance, IEnumerable<string> accounts) => accounts
        .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))
        .Select(text => text.Split('/', 2))
        .Where(parts => parts.Length == 1 || Require(service, parts[0], "ServiceAccount") == instance.Cluster.Name)
        .Select(parts => parts[^1])
        .Distinct(StringComparer.Ordinal)
        .ToValueList();

    /// <summary>What a hashtable says of a cluster: itself, or where its values are hashtables, the one of the cluster.</summary>
    /// <exception cref="MeshException">A cluster is named where the service does not run.</exception>
    public static Hashtable? Of(MeshService service, MeshServiceInstance instance, Hashtable? map, string parameter)
    {
        if (map is null || map.Count == 0) return map;
        if (!map.Values.Cast<object?>().All(value => ArgumentMap.Unwrapped(value) is IDictionary)) return map;
        foreach (var key in map.Keys) Require(service, ArgumentMap.Text(key), parameter);
        return map.Cast<DictionaryEntry>().Where(entry => ArgumentMap.Text(entry.Key) == instance.Cluster.Name)
            .Select(entry => new Hashtable((IDictionary)ArgumentMap.Unwrapped(entry.Value)!)).FirstOrDefault();
    }

    private static string Require(MeshService service, string cluster, string parameter) => service.In(cluster) is not null
        ? cluster
        : throw new MeshException(
            MeshErrorId.ClusterNotFound,
            MeshErrorKind.ObjectNotFound,
            $"-{parameter} names the cluster '{cluster}', where the service '{service}' does not run.",
            $"Use the name of a cluster of -Cluster: {string.Join(", ", service.Instance)}.",
            cluster);
}
