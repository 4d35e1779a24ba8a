using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Makes the usual keys of a thing.</summary>
/// <typeparam name="T">The thing.</typeparam>
internal static class KeysOf<T>
{
    public static DeclarationKey<T> Text(
        string name, string example, string summary, Func<T, string?> write, Func<T, string, T> read) =>
            new(name, new TextShape(example), summary, write, (thing, value, _) => read(thing, (string)value));

    public static DeclarationKey<T> Texts(
        string name, string example, string summary, Func<T, IReadOnlyList<string>> write, Func<T, ValueList<string>, T> read) =>
            new(
                name,
                new ListShape(new TextShape(example)),
                summary,
                thing => Several(write(thing)),
                (thing, value, context) => read(thing, context.Texts(value)));

    public static DeclarationKey<T> Whole(
        string name, WholeShape shape, string summary, Func<T, int?> write, Func<T, int, T> read) =>
            new(name, shape, summary, thing => (long?)write(thing), (thing, value, _) => read(thing, (int)(long)value));

    public static DeclarationKey<T> Flag(string name, string summary, Func<T, bool> write, Func<T, bool, T> read) =>
        new(name, new FlagShape(), summary, thing => write(thing) ? true : null, (thing, value, _) => read(thing, (bool)value));

    /// <summary>One of the values of an enumeration; its first is meant where nothing is said.</summary>
    public static DeclarationKey<T> Choice<TChoice>(string name, string summary, Func<T, TChoice> write, Func<T, TChoice, T> read)
        where TChoice : struct, Enum =>
            new(
                name,
                new ChoiceShape(Enum.GetNames<TChoice>().ToValueList()),
                summary,
                thing => write(thing) is var choice && choice.Equals(default(TChoice)) ? null : choice.ToString(),
                (thing, value, _) => read(thing, Enum.Parse<TChoice>((string)value, ignoreCase: true)));

    /// <summary>A list; null when it is empty.</summary>
    public static UnstructuredList? Several(IReadOnlyList<string> texts) => texts.Count == 0 ? null : UnstructuredList.From(texts);

    /// <summary>A value, or null when it is what is meant anyway.</summary>
    public static string? Unless(string? value, string? usual) => value == usual ? null : value;
}
