using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

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
    public static readonly DeclarationKey<MeshService> All = CalledKeys.Of(
        Cmdlet,
        "Which clusters get none of its requests until they are resumed; what is declared of them stays.",
        Item,
        [],
        service => service.Suspended.Count == 0 ? [] : [service.Suspended],
        Change);

    private static MeshService Change(MeshService service, ValueList<string> names, ReadContext context)
    {
        if (names.FirstOrDefault(name => service.In(name) is null) is { } unknown)
            throw new DeclarationException(Model.Errors.SuspensionErrors.Unknown(unknown, [service]), context.Path);
        return context.Guard(() => service.WithSuspended(names));
    }
}
