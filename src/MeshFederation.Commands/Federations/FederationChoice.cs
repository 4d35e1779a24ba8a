using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Commands.Federations;

/// <summary>Which federation is meant: the one that a parameter names, else the one in which the services were declared.</summary>
/// <param name="Name">Its name; null when nothing says it.</param>
/// <param name="AddressPool">Where its addresses come from, in CIDR form.</param>
internal sealed record FederationChoice(string? Name, string AddressPool)
{
    /// <summary>Chooses.</summary>
    /// <param name="name">The name that was given; null when none was.</param>
    /// <param name="addressPool">The pool that was given; null when none was.</param>
    /// <param name="services">The services.</param>
    /// <exception cref="MeshException">The services are of several federations, or of another than the one that is named.</exception>
    public static FederationChoice Of(string? name, string? addressPool, IEnumerable<MeshService> services)
    {
        var declared = services.Select(service => service.Federation).OfType<MeshFederationDeclaration>().Distinct().ToList();
        var names = declared.Select(federation => federation.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 1) throw Several(names);
        if (name is not null && names is [var only] && only != name) throw Another(name, only);
        var pools = declared.Select(federation => federation.AddressPool).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        if (addressPool is null && pools.Count > 1) throw Pools(names[0], pools);
        return new(
            name ?? names.FirstOrDefault(), addressPool ?? pools.FirstOrDefault() ?? Planning.Addresses.AddressPool.DefaultRange);
    }

    /// <summary>The name; a cmdlet that reads or changes clusters asks for one that nothing says, and never takes another.</summary>
    /// <exception cref="MeshException">Nobody can be asked, or no name is given.</exception>
    public string RequireName(PSCmdlet cmdlet)
    {
        var name = Name ?? Prompt.ForParameter(cmdlet, "Name", "The name of the federation, as in bookinfo.");
        return Federation.RequireName(name is { Length: > 0 } ? name : throw Missing(cmdlet));
    }

    private static MeshException Missing(PSCmdlet cmdlet) => new(
        MeshErrorId.FederationNameMissing,
        MeshErrorKind.InvalidArgument,
        "Nothing says which federation is meant, and another must not be taken for it.",
        $"Name it: {cmdlet.MyInvocation.MyCommand.Name} -Name bookinfo, or declare its services in one: New-MeshFederation bookinfo | "
        + "New-MeshServiceEntry ….");

    private static MeshException Several(List<string> names) => new(
        MeshErrorId.FederationConflict,
        MeshErrorKind.InvalidArgument,
        $"Services of several federations come together: {string.Join(", ", names)}.",
        "Pipe in the services of one federation at a time.",
        names);

    private static MeshException Another(string name, string declared) => new(
        MeshErrorId.FederationConflict,
        MeshErrorKind.InvalidArgument,
        $"The services were declared in the federation '{declared}', not '{name}'.",
        $"Leave -Name out, or declare them in the other: New-MeshFederation {name}.",
        name);

    private static MeshException Pools(string name, List<string> pools) => new(
        MeshErrorId.FederationConflict,
        MeshErrorKind.InvalidArgument,
        $"The services of the federation '{name}' were declared with several address pools: {string.Join(", ", pools)}.",
        "Declare them with one New-MeshFederation, or say which it is: -AddressPool.",
        name);
}
