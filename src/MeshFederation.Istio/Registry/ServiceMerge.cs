namespace MeshFederation.Istio.Registry;

/// <summary>
/// Makes one service of those that have a host: a Service outdoes ServiceEntries, else the first counts, and others of its namespace that
/// are otherwise
/// alike add their ports (istio pilot/pkg/model/sidecar.go selectServices, appendSidecarServices, canMergeServices).
/// </summary>
internal static class ServiceMerge
{
    /// <summary>Those that a sidecar may take: of one namespace, its own before all others.</summary>
    public static IEnumerable<RoutedService> OfOneNamespace(IReadOnlyList<RoutedService> seen, string client)
    {
        if (seen.Count <= 1) return seen;
        var chosen = seen[0];
        foreach (var service in seen)
        {
            var isOwn = service.Namespace == client;
            if (isOwn || (!chosen.IsKubernetes && service.IsKubernetes && chosen.Namespace != client)) chosen = service;
        }

        return seen.Where(service => service.Namespace == chosen.Namespace);
    }

    /// <summary>The service that a proxy has of them, in their order; null where there are none.</summary>
    public static RoutedService? Of(IEnumerable<RoutedService> services)
    {
        RoutedService? merged = null;
        foreach (var service in services) merged = merged is null ? service : Add(merged, service);
        return merged;
    }

    private static RoutedService Add(RoutedService merged, RoutedService next)
    {
        if (merged.IsKubernetes) return merged;
        if (next.IsKubernetes) return next;
        var isAlike = merged.Namespace == next.Namespace && merged.Resolution == next.Resolution && merged.Selector.Equals(next.Selector)
            && merged.ExportTo.IsSameAs(next.ExportTo) && Equals(LabelsOf(merged), LabelsOf(next));
        var added = isAlike ? next.Ports.Where(port => merged.Ports.All(known => known.Number != port.Number)).ToList() : [];
        return added.Count == 0 ? merged : merged.With([.. merged.Ports, .. added]);
    }

    private static Model.Objects.UnstructuredMap LabelsOf(RoutedService service) => service.Manifest?.Metadata.Map("labels")
        ?? Model.Objects.UnstructuredMap.Empty;
}
