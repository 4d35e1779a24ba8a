using System.Text;

namespace MeshFederation.Istio.Expressions;

/// <summary>The classes of characters that RE2 names, all of them ASCII, as members of a class of .NET.</summary>
internal static class Re2Classes
{
    /// <summary>The members of <c>\d</c>, <c>\s</c> or <c>\w</c>.</summary>
    public static string Of(char letter) => letter switch
    {
        'd' => "0-9",
        's' => @"\t\n\f\r ",
        _ => "0-9A-Za-z_",
    };

    /// <summary>The members of <c>[:alpha:]</c> and its like, by name; null when there is none of that name.</summary>
    public static string? Find(string name) => name switch
    {
        "alnum" => "0-9A-Za-z",
        "alpha" => "A-Za-z",
        "ascii" => @"\x00-\x7F",
        "blank" => @"\t ",
        "cntrl" => @"\x00-\x1F\x7F",
        "digit" => "0-9",
        "graph" => "!-~",
        "lower" => "a-z",
        "print" => " -~",
        "punct" => @"!-/:-@\[-`{-~",
        "space" => @"\t\n\v\f\r ",
        "upper" => "A-Z",
        "word" => "0-9A-Za-z_",
        "xdigit" => "0-9A-Fa-f",
        "^alnum" => @"\x00-/:-@\[-`{-\uFFFF",
        "^alpha" => @"\x00-@\[-`{-\uFFFF",
        "^digit" => @"\x00-/:-\uFFFF",
        "^lower" => @"\x00-`{-\uFFFF",
        "^upper" => @"\x00-@\[-\uFFFF",
        "^space" => @"\x00-\x08\x0E-\x1F!-\uFFFF",
        "^word" => @"\x00-/:-@\[-\^`{-\uFFFF",
        _ => null,
    };

    /// <summary>A text that stands for itself.</summary>
    public static string Literal(string text)
    {
        var output = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter < 0x80 && !char.IsAsciiLetterOrDigit(letter)) output.Append('\\');
            output.Append(letter);
        }

        return output.ToString();
    }
}
