using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Clusters that get none of a service's requests until they are resumed: a call of Suspend-MeshCluster.</summary>
internal static class SuspendedKeys
{
    private const string Cmdlet = "Suspend-MeshCluster";

    private static readonly Section<ValueList<string>> Item = new(
        "suspended",
        KeysOf<ValueList<string>>.Texts("cluster", "cluster2", "The clusters.", names => names, (_, names) => names)
            with
        { IsRequired = true, IsPositional = true });

    /// <summary>The key.</summary>
    public static readonly DeclarationKey<MeshService> All = new(
        "suspended",
        new ListShape(Item.Shape),
        "Which clusters get none of its requests until they are resumed; what is declared of them stays.",
        service => service.Suspended.Count == 0 ? null : UnstructuredList.From([Item.Write(service.Suspended)]),
        (service, value, context) => ListShape.Items(value, context.Path).Aggregate(
            service, (left, entry) => Read(left, (UnstructuredMap)entry.Item!, context with { Path = entry.Path })))
    {
        Parameter = null,
        Call = item => new(Cmdlet, item, Item.Shape),
    };

    private static MeshService Read(MeshService service, UnstructuredMap map, ReadContext context)
    {
        var names = Item.Read(map, context, []);
        if (names.FirstOrDefault(name => service.In(name) is null) is { } unknown)
            throw new DeclarationException(Model.Errors.SuspensionErrors.Unknown(unknown, [service]), context.Path);
        return context.Guard(() => service.WithSuspended(names));
    }
}
