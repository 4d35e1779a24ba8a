using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>Sorts what is piped into an export: services that are yet to be planned, or manifests.</summary>
internal static class ExportInput
{
    public static void Sort(PSObject? item, Action<IEnumerable<MeshService>> addServices, Action<MeshManifest> addManifest)
    {
        if (item?.BaseObject is MeshService service)
        {
            addServices([service]);
        }
        else if (item?.BaseObject is MeshManifest manifest)
        {
            addManifest(manifest);
        }
        else
        {
            throw Invalid(
                item is null ? "One of the values that are given is $null." : $"'{item}' is neither a service nor a manifest.", item);
        }
    }

    public static IReadOnlyList<MeshManifest> Choose(
        IReadOnlyList<MeshService> services, IReadOnlyList<MeshManifest> manifests, Func<IReadOnlyList<MeshManifest>> plan)
    {
        if (manifests.Count == 0) return plan();
        if (services.Count > 0) throw Invalid("Services and manifests come down the same pipeline.", services[0]);
        var federations =
            manifests.Select(manifest => manifest.Federation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return federations.Count == 1
            ? manifests
            : throw Invalid($"The manifests belong to several federations: {string.Join(", ", federations)}.", manifests[0]);
    }

    private static MeshException Invalid(string message, object? target) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        message,
        "Pipe in the services of one federation, or the manifests of one ConvertTo-MeshManifest.",
        target);
}
