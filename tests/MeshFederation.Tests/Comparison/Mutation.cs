using CsCheck;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Comparison;

/// <summary>Changes one value of an object, or takes it away, wherever it lies.</summary>
internal static class Mutation
{
    /// <summary>How many values an object has that can be changed.</summary>
    public static int Count(object? value) => value switch
    {
        UnstructuredMap map => map.Values.Sum(Count),
        UnstructuredList list => list.Sum(Count),
        _ => 1,
    };

    public static Gen<int> Place(object? value) => Gen.Int[0, Count(value) - 1];

    /// <summary>The object with the value at a place changed.</summary>
    public static UnstructuredMap At(UnstructuredMap map, int place) => (UnstructuredMap)Change(map, ref place)!;

    private static object? Change(object? value, ref int place)
    {
        switch (value)
        {
            case UnstructuredMap map:
                var values = new List<object?>();
                foreach (var item in map.Values) values.Add(Change(item, ref place));
                return UnstructuredMap.Read(map.Keys, values);
            case UnstructuredList list:
                var items = new List<object?>();
                foreach (var item in list) items.Add(Change(item, ref place));
                return UnstructuredList.From(items);
            default:
                return place-- == 0 ? Other(value) : value;
        }
    }

    private static object Other(object? value) => value switch
    {
        long number => number + 1,
        bool flag => !flag,
        string text => text + "-changed",
        _ => "changed",
    };
}
