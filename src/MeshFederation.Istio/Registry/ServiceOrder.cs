namespace MeshFederation.Istio.Registry;

/// <summary>
/// The order in which istiod takes services that compete for a host, an address or a port: the oldest first, then by name and namespace.
/// The name of a
/// ServiceEntry's service is its host; where no age is known, a Service is taken to be older than a ServiceEntry (istio
/// pilot/pkg/model/push_context.go SortServicesByCreationTime).
/// </summary>
internal sealed class ServiceOrder : IComparer<RoutedService>
{
    public static readonly ServiceOrder OldestFirst = new();

    private ServiceOrder()
    {
    }

    public int Compare(RoutedService? x, RoutedService? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = string.CompareOrdinal(x.Created, y.Created);
        if (order == 0 && x.Created.Length == 0) order = y.IsKubernetes.CompareTo(x.IsKubernetes);
        if (order == 0) order = string.CompareOrdinal(NameOf(x), NameOf(y));
        return order != 0 ? order : string.CompareOrdinal(x.Namespace, y.Namespace);
    }

    private static string NameOf(RoutedService service) => service.IsKubernetes ? service.Manifest?.Name ?? service.Host : service.Host;
}
