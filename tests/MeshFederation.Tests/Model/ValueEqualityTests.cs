using System.Collections;
using System.Reflection;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Tests.Model;

/// <summary>Values that hold the same are equal: no record has a collection that is compared by what it is, not by what it holds.</summary>
public sealed class ValueEqualityTests
{
    private const BindingFlags OfInstances = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The compiler gives every record a way to print its members.</summary>
    public static TheoryData<string> Records =>
        [.. typeof(MeshCluster).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("PrintMembers", OfInstances) is not null)
            .Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Collections_of_a_value_are_compared_by_what_they_hold(string type) => Assert.Empty(
        typeof(MeshCluster).Assembly.GetType(type)!.GetFields(OfInstances)
            .Where(field => typeof(IEnumerable).IsAssignableFrom(field.FieldType)
                && !typeof(IEquatable<>).MakeGenericType(field.FieldType).IsAssignableFrom(field.FieldType))
            .Select(field => field.Name));
}
