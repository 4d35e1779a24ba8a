using System.Reflection;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Tests.Model;

/// <summary>PowerShell sets whatever has a public set or init accessor, so a value that users are given has none.</summary>
public sealed class ImmutabilityTests
{
    public static TheoryData<string> PublicTypes =>
        [.. typeof(MeshCluster).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !type.IsInterface)
            .Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void No_property_of_a_value_can_be_set_from_outside(string type)
    {
        var settable = typeof(MeshCluster).Assembly.GetType(type)!
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.SetMethod?.IsPublic is true).Select(property => property.Name);
        Assert.Empty(settable);
    }
}
