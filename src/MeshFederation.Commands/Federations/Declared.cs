using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Commands.Federations;

/// <summary>Makes one declaration of the services of a pipeline.</summary>
internal static class Declared
{
    /// <summary>The declaration.</summary>
    /// <param name="nameOf">The name of the federation that is meant.</param>
    /// <param name="name">The name that was given; null when none was.</param>
    /// <param name="addressPool">The pool that was given; null when none was.</param>
    /// <param name="services">The services.</param>
    /// <exception cref="MeshException">They are not one federation, or not all of it is known.</exception>
    public static UnstructuredMap Of(
        Func<FederationChoice, string> nameOf, string? name, string? addressPool, IReadOnlyList<MeshService> services)
    {
        var choice = FederationChoice.Of(name, addressPool, services);
        if (addressPool is not null) _ = AddressPool.Parse(addressPool);
        if (services.FirstOrDefault(service => service.Unread.Count > 0) is { } part) throw Partial(part);
        var pool = addressPool ?? services.Select(service => service.Federation?.AddressPool).FirstOrDefault(pool => pool is not null);
        return DeclarationWriter.Write(services, nameOf(choice), pool);
    }

    /// <summary>What prunes by half a declaration removes the other half, and a file would not tell that it is one.</summary>
    private static MeshException Partial(MeshService part) => new(
        MeshErrorId.DeclarationPartial,
        MeshErrorKind.InvalidData,
        $"The declaration is not written, since not all of it could be read: {string.Join(" ", part.Unread)}",
        "Mend what could not be read, and declare the services anew.",
        part);
}
